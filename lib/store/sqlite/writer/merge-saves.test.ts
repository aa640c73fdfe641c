import { expect, test } from 'vitest';
import { anInstanceRecord, aPurge, aRaisedEvent, aSave, aSaveAfter, type Save } from '@/lib/testing/store-builders';
import { mergeSaves } from './merge-saves';

const created = aSave(anInstanceRecord({ key: 1, status: 'pending', inboxLength: 1 }), {
  inbox: { add: [aRaisedEvent(0)] },
});
const turn = aSaveAfter(created, { status: 'running', inboxLength: 0 }, { inbox: { removeThrough: 0 } });
const heard = aSaveAfter(turn, { inboxLength: 1 }, { inbox: { add: [aRaisedEvent(1)] } });
const other = aSave(anInstanceRecord({ key: 2 }));

test('saves of one instance become one, which writes nothing that a later one takes back', () => {
  const [first, second, ...rest] = mergeSaves([created, other, turn, heard]);
  expect(rest).toEqual([]);
  expect(second).toEqual({ write: other, place: 2 });
  expect(first?.place).toBe(4);
  expect(first?.write).toMatchObject({
    record: heard.record,
    previous: undefined,
    inbox: { removeThrough: 0, add: heard.inbox.add },
  });
});

test('what a run before or after leaves stays apart', () => {
  const restarted = aSaveAfter(heard, { generation: 1 }, { history: { reset: true, from: 0 }, steps: { reset: true } });
  const again = aSave(anInstanceRecord({ key: 1 }));
  const writes = [heard, restarted, aPurge(restarted), again] as const;
  expect(mergeSaves(writes).map(({ write }) => write)).toEqual(writes);
});

test('a save that does not follow from the one before is left to be refused', () => {
  const unseen: Save = { ...heard, previous: { name: 'Other', status: 'running' } };
  expect(mergeSaves([turn, unseen]).map(({ write }) => write)).toEqual([turn, unseen]);
});
