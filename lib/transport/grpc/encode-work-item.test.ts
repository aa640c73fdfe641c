import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeHistoryEvent, encodeHistoryEvent, historyEventToWire } from '@/lib/protocol/convert/history-event';
import { WorkItem as WireWorkItem } from '@/lib/protocol/generated/work';
import type { ActivityItem, TurnItem } from '@/lib/runtime/runtime-port';
import { historyEvents } from '@/lib/testing/protocol-arbitraries';
import { encodeWorkItem } from './encode-work-item';
import { workItemToWire } from './work-item-to-wire';

const turns: fc.Arbitrary<TurnItem> = fc.record({
  kind: fc.constant('turn'),
  instanceId: fc.string(),
  executionId: fc.string(),
  omitted: fc.nat({ max: 300 }),
  past: fc.array(historyEvents, { maxLength: 20 }),
  fresh: fc.array(historyEvents, { maxLength: 5 }),
  router: fc.record({ sourceAppId: fc.string(), targetAppId: fc.option(fc.string(), { nil: undefined }) }),
  token: fc.string(),
});

const activities: fc.Arbitrary<ActivityItem> = fc.record({
  kind: fc.constant('activity'),
  instanceId: fc.string(),
  executionId: fc.string(),
  taskId: fc.nat(),
  name: fc.string(),
  version: fc.option(fc.string(), { nil: undefined }),
  input: fc.option(fc.string({ maxLength: 500 }), { nil: undefined }),
  trace: fc.constant(undefined),
  taskExecutionId: fc.string(),
  token: fc.string(),
});

test('a turn is the bytes that the generated encoder makes of it', () => {
  fc.assert(
    fc.property(turns, (item) => {
      expect(encodeWorkItem(item)).toEqual(generated(item));
    }),
  );
});

test('so is one whose events were read from a store', () => {
  fc.assert(
    fc.property(turns, (item) => {
      const past = item.past.map((event) => decodeHistoryEvent(encodeHistoryEvent(event)));
      expect(encodeWorkItem({ ...item, past })).toEqual(generated(item));
    }),
  );
});

test('so is an activity', () => {
  fc.assert(
    fc.property(activities, (item) => {
      expect(encodeWorkItem(item)).toEqual(Buffer.from(WireWorkItem.encode(workItemToWire(item)).finish()));
    }),
  );
});

test('an event is encoded once', () => {
  fc.assert(
    fc.property(historyEvents, (event) => {
      const bytes = encodeHistoryEvent(event);
      expect(encodeHistoryEvent(event)).toBe(bytes);
      expect(encodeHistoryEvent(decodeHistoryEvent(bytes))).toBe(bytes);
    }),
  );
});

function generated(item: TurnItem): Buffer {
  const wire = workItemToWire(item);
  if (wire.request?.$case !== 'workflowRequest') throw new Error('not a turn');
  const pastEvents = item.past.map(historyEventToWire);
  const newEvents = item.fresh.map(historyEventToWire);
  const value = { ...wire.request.value, pastEvents, newEvents };
  return Buffer.from(WireWorkItem.encode({ ...wire, request: { $case: 'workflowRequest', value } }).finish());
}
