import { hasEnded } from '@/lib/domain/instance-status';
import { NEVER, type Instant } from '@/lib/domain/instant';
import { executionIdOf, statusOf, type LiveInstance } from '@/lib/engine/live-instance';
import type { EndedKind, EndedRun, RuntimeStore } from '@/lib/store/runtime-store';
import type { DueSource } from './due-timers';
import type { RuntimePolicies } from '../policies';

/**
 * Which ended runs have been kept for long enough (dapr-protocol 2.11). Asked of the store each time, so that neither a
 * restart nor another policy needs any bookkeeping.
 */
export function expiredRuns(
  store: Pick<RuntimeStore, 'kinds' | 'endedBy'>,
  policies: RuntimePolicies,
): DueSource<EndedRun> {
  async function limited(): Promise<readonly (EndedKind & { readonly keptFor: number })[]> {
    const found = new Map<string, EndedKind & { readonly keptFor: number }>();
    for (const { appId, status } of await store.kinds()) {
      if (!hasEnded(status)) continue;
      const keptFor = policies.of(appId).retention[status];
      if (keptFor !== undefined) found.set(`${appId}\n${status}`, { appId, status, keptFor });
    }
    return [...found.values()];
  }

  return {
    async due(now, limit) {
      const due: EndedRun[] = [];
      for (const kind of await limited()) {
        if (due.length === limit) break;
        due.push(...(await store.endedBy(kind, now - kind.keptFor, limit - due.length)));
      }
      return due;
    },
    async nextDueAt() {
      let next = NEVER;
      for (const kind of await limited()) {
        const [first] = await store.endedBy(kind, NEVER, 1);
        if (first !== undefined) next = Math.min(next, bundled(first.completedAt + kind.keptFor));
      }
      return next < NEVER ? next : undefined;
    },
  };
}

/** When to look for an instance that has been kept for long enough; undefined while it runs and when it is kept for ever. */
export function expiresAt(instance: LiveInstance, policies: RuntimePolicies): Instant | undefined {
  const status = statusOf(instance);
  const endedAt = instance.state.completed?.at;
  if (endedAt === undefined || !hasEnded(status)) return undefined;
  const keptFor = policies.of(instance.ref.appId).retention[status];
  return keptFor === undefined ? undefined : bundled(endedAt + keptFor);
}

/** Runs whose time comes within the same second are looked for once, at its end. */
function bundled(at: Instant): Instant {
  return Math.ceil(at / 1_000) * 1_000;
}

/** True while an instance is still the very run that was found: its id was not used again meanwhile (B64). */
export function isSameRun(instance: LiveInstance, run: EndedRun): boolean {
  return executionIdOf(instance) === run.executionId && instance.state.completed?.at === run.completedAt;
}
