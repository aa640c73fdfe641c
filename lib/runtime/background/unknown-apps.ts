import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { isImported, type LiveInstance } from '@/lib/engine/live-instance';
import { giveUpAt, type UnknownAppRule } from '@/lib/engine/unknown-app';
import type { Clock } from '../clock';
import type { RuntimeLimits } from '../limits';
import type { RuntimePolicies } from '../policies';

type Parts = {
  readonly clock: Clock;
  readonly limits: Pick<RuntimeLimits, 'unknownAppTimeout' | 'retryDelay'>;
  readonly policies: Pick<RuntimePolicies, 'knows'>;
  /** Gives up what of an instance has waited long enough; the answer tells whether a worker of such an app is there. */
  readonly giveUp: (ref: InstanceRef, rule: UnknownAppRule) => Promise<'done' | 'a worker came'>;
  readonly onError: (ref: InstanceRef, error: unknown) => void;
};

/** Work that waits for apps that nobody declared. */
export type UnknownApps = {
  /** Looks at an instance as it is on disk. */
  look(instance: LiveInstance): void;
  forget(ref: InstanceRef): void;
};

/** Timers must not be set for longer than a month; a day is looked at again. */
const LONGEST_SLEEP = 86_400_000;

/**
 * Sees to it that work for unknown apps is given up in time. When that is follows from history, so that nothing is kept:
 * at a start every instance with unfinished work is looked at.
 */
export function createUnknownApps({ clock, limits, policies, giveUp, onError }: Parts): UnknownApps {
  const rule: UnknownAppRule = {
    isUnknown: (appId: string) => !policies.knows(appId),
    patience: limits.unknownAppTimeout,
  };
  const watched = new Map<string, { readonly at: Instant; readonly stop: () => void }>();

  function forget(ref: InstanceRef): void {
    watched.get(refKey(ref))?.stop();
    watched.delete(refKey(ref));
  }

  function watch(ref: InstanceRef, at: Instant): void {
    if (watched.get(refKey(ref))?.at === at) return;
    forget(ref);
    const left = at - clock.now();
    const stop = clock.after(Math.min(Math.max(0, left), LONGEST_SLEEP), () => {
      forget(ref);
      if (left > LONGEST_SLEEP) watch(ref, at);
      else void wake(ref);
    });
    watched.set(refKey(ref), { at, stop });
  }

  async function wake(ref: InstanceRef): Promise<void> {
    try {
      if ((await giveUp(ref, rule)) === 'a worker came') watch(ref, clock.now() + limits.unknownAppTimeout);
    } catch (error) {
      onError(ref, error);
      watch(ref, clock.now() + limits.retryDelay);
    }
  }

  return {
    look(instance) {
      const at = isImported(instance) ? undefined : giveUpAt(instance, rule);
      if (at === undefined) forget(instance.ref);
      else if (at > clock.now() || !watched.has(refKey(instance.ref))) watch(instance.ref, at);
    },
    forget,
  };
}
