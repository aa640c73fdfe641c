import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import { historyEvents } from '@/lib/testing/protocol-arbitraries';
import { PropagatedHistory as WirePropagatedHistory } from '../generated/history';
import type { HistoryPropagationScope } from '../generated/workflow';
import { encodeHistoryEvent } from './history-event';
import { decodePropagatedHistory, encodePropagatedHistory, propagatedHistoryToWire } from './propagated-history';

const histories: fc.Arbitrary<PropagatedHistory> = fc.record({
  scope: fc.constantFrom('own-history' as const, 'lineage' as const),
  chunks: fc.array(
    fc.record({
      appId: fc.string(),
      instanceId: fc.string(),
      workflowName: fc.string(),
      events: fc.array(historyEvents, { maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
});

test('propagated history keeps everything over the wire, and its bytes another round', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const bytes = encodePropagatedHistory(history);
      const read = decodePropagatedHistory(bytes);
      expect(read).toEqual(history);
      expect(read && encodePropagatedHistory(read)).toEqual(bytes);
    }),
  );
});

test('each event travels as the bytes it is stored as', () => {
  const event = { kind: 'event-raised', eventId: -1, at: 5, name: 'Go', input: '' } as const;
  const chunk = { appId: 'shop', instanceId: 'p', workflowName: 'Order', events: [event] };
  expect(propagatedHistoryToWire({ scope: 'own-history', chunks: [chunk] })).toEqual({
    scope: 1,
    chunks: [{ appId: 'shop', instanceId: 'p', workflowName: 'Order', rawEvents: [encodeHistoryEvent(event)] }],
  });
});

test('a scope that tells nothing, or of a later protocol, is read as nothing', () => {
  for (const scope of [0, 9] as HistoryPropagationScope[]) {
    expect(decodePropagatedHistory(WirePropagatedHistory.encode({ scope, chunks: [] }).finish())).toBeUndefined();
  }
});

test('other bytes are refused', () => {
  expect(() => decodePropagatedHistory(new Uint8Array([255, 255]))).toThrow('are no propagated history');
});
