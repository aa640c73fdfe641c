import type { DaprInstance } from '@/lib/dapr/dapr-instance';
import { keptFlaws, type Flaw } from '@/lib/domain/flaw';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import type { LiveInstance } from '@/lib/engine/live-instance';
import { payloadOf, recordOf } from '@/lib/runtime/world/record';
import type { InstanceWrite, StoredInstance } from '@/lib/store/runtime-store';
import { deriveRun } from './derive-run';
import { identifyRun } from './run-identity';
import { same } from './same';

/** `before`: what Perdure's store holds of the instance now; `key`: a fresh row key for one that it does not hold. */
export type MirrorInput = {
  readonly found: DaprInstance;
  readonly before: StoredInstance | undefined;
  readonly key: number;
  readonly now: Instant;
};

/** What makes Perdure's store say of an instance what the cluster says; undefined when it does already. */
export function mirrorWrite({ found, before, key, now }: MirrorInput): InstanceWrite | undefined {
  const { isSameRun, kept, ...run } = identifyRun(found, before);
  const seenAt = before?.record.createdAt ?? now;
  const flaws = flawsOf(found);
  const inbox = inboxAfter(before, found.inbox);
  const { live, steps } = deriveRun(found, { ...run, key: before?.record.key ?? key, inbox: inbox.entries, seenAt });
  const { payload, propagated } = payloadsWrite(before, live);
  const append = found.history.slice(kept);
  const changes = [append.length > 0, !inbox.isSame, payload, propagated, !same(flaws, before?.record.flaws)];
  if (isSameRun && !changes.some(Boolean)) return undefined;
  const record = { ...recordOf(live, now), flaws };
  return {
    kind: 'save',
    ...{ record, payload, propagated },
    previous: before && { name: before.record.name, status: before.record.status },
    history: { reset: before !== undefined && !isSameRun, from: kept, append },
    inbox: inbox.isSame ? { add: [] } : { removeThrough: inbox.removeThrough, add: inbox.entries },
    steps: stepsWrite(before, { steps, generation: record.generation, isSameRun, since: found.history[0]?.at ?? now }),
  };
}

/** The same instance without any of its rows, for when the store does not take them. */
export function withoutRows(found: DaprInstance, what: string): DaprInstance {
  const nothing = { customStatus: undefined, propagated: undefined, history: [], inbox: [], signatures: [] };
  return { ...found, ...nothing, flaws: [{ key: 'the whole instance', what }, ...found.flaws] };
}

/** What is to be told of it; undefined when it is whole. */
export function flawsOf(found: DaprInstance): readonly Flaw[] | undefined {
  const isStartTold = found.flaws.some(({ key }) => key === 'start');
  const hasStart = isStartTold || [...found.history, ...found.inbox].some(({ kind }) => kind === 'execution-started');
  const start: Flaw = { key: 'history', what: 'does not tell how the execution began' };
  return keptFlaws(hasStart ? found.flaws : [...found.flaws, start]);
}

type Save = Extract<InstanceWrite, { kind: 'save' }>;

/** What of these differs from what the store has. */
function payloadsWrite(before: StoredInstance | undefined, live: LiveInstance): Pick<Save, 'payload' | 'propagated'> {
  const payload = payloadOf(live);
  const { propagated } = live;
  return {
    payload: before !== undefined && same(before.payload, payload) ? undefined : payload,
    propagated: same(before?.propagated, propagated) ? undefined : { history: propagated },
  };
}

type InboxAfter = {
  readonly entries: readonly InboxEntry[];
  readonly isSame: boolean;
  readonly removeThrough: number | undefined;
};

/** daprd numbers an inbox anew with each change; here a number is never used again, so a changed inbox is replaced. */
function inboxAfter(before: StoredInstance | undefined, events: readonly HistoryEvent[]): InboxAfter {
  const known = before?.inbox ?? [];
  const isSame = same(
    known.map(({ event }) => event),
    events,
  );
  if (isSame) return { entries: known, isSame, removeThrough: undefined };
  const last = known.at(-1)?.seq;
  const entries = events.map((event, index) => ({ seq: (last ?? -1) + 1 + index, event }));
  return { entries, isSame, removeThrough: last };
}

type StepsNow = {
  readonly steps: readonly Step[];
  readonly generation: number;
  readonly isSameRun: boolean;
  /** When the current generation began. */
  readonly since: Instant;
};

/** Continue-as-new keeps the steps of the generation before, whose end the cluster no longer tells. */
function stepsWrite(
  before: StoredInstance | undefined,
  { steps, generation, isSameRun, since }: StepsNow,
): { readonly reset: boolean; readonly put: readonly Step[] } {
  if (before === undefined) return { reset: false, put: steps };
  if (!isSameRun && generation <= before.record.generation) return { reset: true, put: steps };
  const known = new Map(before.steps.map((step) => [`${step.generation} ${step.eventId}`, step]));
  const changed = steps.filter((step) => !same(known.get(`${step.generation} ${step.eventId}`), step));
  const left = before.steps.filter((step) => step.generation < generation && step.status === 'scheduled');
  const ended = left.map((step): Step => ({ ...step, status: 'canceled', endedAt: since, nextAttemptAt: undefined }));
  return { reset: false, put: [...ended, ...changed] };
}
