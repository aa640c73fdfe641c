import type { ServiceContext } from '../service-context';
import { type AuditedCall, writeDecision } from './audited';

/**
 * Shows payloads, after the audit log has it that they were shown. A page that is read again and again is told of once an
 * hour; what shows no payload, because the reader may not see any or there is no such instance, is not told of.
 */
export async function revealing<Result>(
  context: ServiceContext,
  { action, about, permit, run }: AuditedCall<Result>,
): Promise<Result> {
  const { actor } = context.caller;
  await permit();
  if (actor.seesPayloads && (await isThere(context, about))) {
    const key = JSON.stringify([actor.kind, actor.name, about]);
    await context.reveals.once(key, () => writeDecision(context, action, { about, outcome: 'done' }));
  }
  return run();
}

async function isThere(
  { store }: ServiceContext,
  { appId, instanceId }: AuditedCall<unknown>['about'],
): Promise<boolean> {
  if (appId === undefined || instanceId === undefined) return true;
  return (await store.namesOf([{ appId, instanceId }])).length > 0;
}
