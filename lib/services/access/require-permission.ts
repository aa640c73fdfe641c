import { AppError } from '@/lib/domain/app-error';
import { isLimited, whyRoleTooLow, type Actor, type Scope } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import type { ConsoleStore, WorkflowRef } from '@/lib/store/console-store';
import { refuseUnknown } from '../require-instance';
import { reachOf } from './scope';
import type { Permission } from './use-case';

const ASK = 'Ask an administrator of this console, or sign in as somebody else.';

/** Throws `forbidden`, with what is missing, for somebody who may not do a thing at all. */
export function requirePermission(actor: Actor, { role, unlimited, payloads }: Permission): void {
  const tooLow = whyRoleTooLow(actor, role);
  if (tooLow !== undefined) throw new AppError('forbidden', tooLow, { hint: ASK });
  if (unlimited === true && isLimited(actor)) {
    throw new AppError('forbidden', `Needs access to all apps and workflows; you have ${scopeWords(actor.scope)}.`, {
      hint: ASK,
    });
  }
  if (payloads === true && !actor.seesPayloads) {
    throw new AppError('forbidden', 'Needs the permission to see payloads, which you do not have.', { hint: ASK });
  }
}

/**
 * Throws `not_found` for an instance out of scope, in the words for one that does not exist: who may not see it cannot
 * learn that it is there. `store` is the store of that actor.
 */
export async function requireSeen(store: ConsoleStore, actor: Actor, ref: InstanceRef): Promise<void> {
  if (isLimited(actor) && (await store.namesOf([ref])).length === 0) refuseUnknown(ref);
}

/** Throws `forbidden` for a workflow out of scope: its name came from the one who asks, and tells nothing new. */
export function requireReached(actor: Actor, { appId, name }: WorkflowRef): void {
  if (reachOf(actor.scope).both({ appId, name })) return;
  throw new AppError('forbidden', `You may not act on ${name} of app ${appId}: you have ${scopeWords(actor.scope)}.`, {
    hint: ASK,
  });
}

/** What a scope takes in, as part of a sentence. */
function scopeWords({ apps, workflows }: Scope): string {
  const parts = [
    ...(apps.length === 0 ? [] : [`the ${apps.length === 1 ? 'app' : 'apps'} ${apps.join(', ')}`]),
    ...(workflows.length === 0
      ? []
      : [`the ${workflows.length === 1 ? 'workflow' : 'workflows'} ${workflows.join(', ')}`]),
  ];
  return parts.length === 0 ? 'all apps and workflows' : parts.join(' and of them ');
}
