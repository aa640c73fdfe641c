import type { Step } from '@/lib/domain/step';
import type { ChangeSet, InstanceWrite } from '../../runtime-store';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Write = ChangeSet[number];

/** A write, and the place of the last one that went into it among those of its commit, from 1 on. */
export type MergedWrite = { readonly write: Write; readonly place: number };

/**
 * The writes of one commit with the consecutive saves of an instance made into one, where the first stood: it leaves the
 * same rows, and writes none of those that a later save of the same commit replaces. A save that does not follow from the
 * one before stays as it is, so that whoever runs it can refuse it.
 */
export function mergeSaves(writes: ChangeSet): readonly MergedWrite[] {
  const merged: MergedWrite[] = [];
  const indexOf = new Map<number, number>();
  writes.forEach((write, before) => {
    const place = before + 1;
    const key = keyOf(write);
    const index = key === undefined ? undefined : indexOf.get(key);
    const earlier = index === undefined ? undefined : merged[index]?.write;
    if (index !== undefined && earlier?.kind === 'save' && write.kind === 'save' && follows(write, earlier)) {
      merged[index] = { write: mergedSave(earlier, write), place };
      return;
    }
    const length = merged.push({ write, place });
    if (key !== undefined) indexOf.set(key, length - 1);
  });
  return merged;
}

function keyOf(write: Write): number | undefined {
  if (write.kind === 'state') return undefined;
  return write.kind === 'save' ? write.record.key : write.key;
}

/** True when the later save begins with what the earlier one leaves. */
function follows({ record, previous, history, steps }: Save, { record: before, history: past }: Save): boolean {
  const isSame = record.instanceId === before.instanceId && record.appId === before.appId;
  const hasSeen = previous?.name === before.name && previous.status === before.status;
  return isSame && hasSeen && !history.reset && !steps.reset && history.from === past.from + past.append.length;
}

function mergedSave(earlier: Save, later: Save): Save {
  const through = [earlier.inbox.removeThrough, later.inbox.removeThrough].filter((seq) => seq !== undefined);
  const left = earlier.inbox.add.filter(({ seq }) => seq > (later.inbox.removeThrough ?? -1));
  return {
    kind: 'save',
    record: later.record,
    previous: earlier.previous,
    payload: later.payload ?? earlier.payload,
    history: { ...earlier.history, append: [...earlier.history.append, ...later.history.append] },
    inbox: {
      removeThrough: through.length === 0 ? undefined : Math.max(...through),
      add: [...left, ...later.inbox.add],
    },
    steps: { reset: earlier.steps.reset, put: newestSteps(earlier.steps.put, later.steps.put) },
    propagated: later.propagated ?? earlier.propagated,
  };
}

function newestSteps(earlier: readonly Step[], later: readonly Step[]): readonly Step[] {
  if (earlier.length === 0 || later.length === 0) return [...earlier, ...later];
  const steps = new Map([...earlier, ...later].map((step) => [`${step.generation} ${step.eventId}`, step]));
  return [...steps.values()];
}
