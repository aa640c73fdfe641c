import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { History } from './history';

/** Which value, of all made so far, is appended to, and how many events. */
const growth = fc.array(fc.record({ on: fc.nat(), count: fc.nat({ max: 3 }) }), { maxLength: 30 });

test('a value never changes, whatever is appended to it or to one it grew out of', () => {
  fc.assert(
    fc.property(growth, (steps) => {
      const made = [{ history: History.EMPTY, events: [] as readonly HistoryEvent[] }];
      for (const [index, { on, count }] of steps.entries()) {
        const base = made[on % made.length];
        if (base === undefined) throw new Error('there is always one');
        const more = Array.from({ length: count }, (_, place) => event(index * 10 + place));
        made.push({ history: base.history.append(more), events: [...base.events, ...more] });
      }
      for (const { history, events } of made) {
        expect(history.slice()).toEqual(events);
        expect([...history]).toEqual(events);
        expect(history.slice(1, 3)).toEqual(events.slice(1, 3));
        expect(history.length).toBe(events.length);
        expect([history.at(0), history.at(-1), history.at(events.length)]).toEqual([
          events[0],
          events.at(-1),
          undefined,
        ]);
      }
    }),
  );
});

test('does not keep the list it was made of', () => {
  const list = [event(1)];
  const history = History.of(list);
  list.push(event(2));
  expect(history.slice()).toEqual([event(1)]);
});

function event(at: number): HistoryEvent {
  return { kind: 'workflow-started', eventId: -1, at };
}
