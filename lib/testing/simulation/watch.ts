import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { ActivityItem, TurnItem, WorkItem } from '@/lib/runtime/runtime-port';
import { APPS, callerOf } from './program';
import type { SimWorker } from './sim-worker';

/** Sees everything that workers get, and remembers what broke the runtime's promises to them. */
export class Watch {
  readonly faults: string[] = [];
  readonly #perStream: number;
  readonly #held = new Set<string>();
  /** Version per instance: an acknowledged suspend counts unless something later may have lifted it. */
  readonly #lifted = new Map<string, number>();
  /** By app: when its workers were given something last. */
  readonly #givenAt = new Map<string, Instant>();
  /** By instance: the run that is held. */
  readonly #paused = new Map<string, string>();

  constructor(perStream: number) {
    this.#perStream = perStream;
  }

  /** The moment before a suspend; the answer says how to report that it was acknowledged. */
  suspending(ref: InstanceRef): (executionId: string) => void {
    const key = refKey(ref);
    const version = this.#lifted.get(key) ?? 0;
    return (executionId) => {
      if (version === (this.#lifted.get(key) ?? 0)) this.#paused.set(key, executionId);
    };
  }

  /** Something begins, or has ended, that may let this instance go on. */
  lifting(ref: InstanceRef): void {
    const key = refKey(ref);
    this.#lifted.set(key, (this.#lifted.get(key) ?? 0) + 1);
    this.#paused.delete(key);
  }

  /** True when no worker of an app was given anything since an instant. */
  isQuietSince(appId: string, since: Instant): boolean {
    return (this.#givenAt.get(appId) ?? -Infinity) < since;
  }

  handedOut(item: WorkItem, worker: SimWorker, now: Instant): void {
    this.#givenAt.set(worker.appId, now);
    if (worker.load > this.#perStream) this.faults.push(`a stream was given ${worker.load} items`);
    if (item.kind === 'turn') this.#turnHandedOut(item, worker, now);
    else this.#activityHandedOut(item);
  }

  #turnHandedOut(item: TurnItem, { appId }: SimWorker, now: Instant): void {
    const started = item.fresh.find((event) => event.kind === 'execution-started');
    if ((started?.scheduledStartAt ?? 0) > now) this.faults.push(`${item.instanceId} was started before its time`);
    const ref = { appId, instanceId: item.instanceId };
    if (this.#paused.get(refKey(ref)) === item.executionId)
      this.faults.push(`${ref.instanceId} was given a turn while it was suspended`);
    // Only an app one of whose workers echoes no token can have been answered by mistake.
    if (item.fresh.length < 2 && appId !== APPS[1])
      this.faults.push(`${ref.instanceId} was given a turn with nothing new`);
    if (item.fresh[0]?.kind !== 'workflow-started') this.faults.push(`a turn of ${ref.instanceId} opens wrongly`);
    const key = `${refKey(ref)}\n${item.executionId}`;
    if (this.#held.has(key)) this.faults.push(`${ref.instanceId} was given two turns at one time`);
    this.#held.add(key);
  }

  #activityHandedOut(item: ActivityItem): void {
    const key = refKey({ appId: callerOf(item), instanceId: item.instanceId });
    if (this.#paused.get(key) === item.executionId)
      this.faults.push(`an activity of ${item.instanceId} was given out while it was suspended`);
  }

  /** A worker does not have this any more, or has answered it. */
  over(item: WorkItem, { appId }: SimWorker): void {
    if (item.kind !== 'turn') return;
    this.#held.delete(`${refKey({ appId, instanceId: item.instanceId })}\n${item.executionId}`);
  }
}
