import { describe, expect, test } from 'vitest';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph } from '@/lib/graph/build-graph';
import { buildTimeline, segmentsOf } from '@/lib/graph/timeline';
import { laneWords, offsetWords, segmentWords } from './lane-words';

const again = (id: number, at: number): Line => ({ ...task(id, 'ChargeCard', 'call-0'), at });
const start: Line = { ...started, at: 0 };

function wordsOf(lines: readonly Line[], now = 10_000): readonly string[] {
  const timeline = buildTimeline(buildGraph(historyFrom(lines), { appId: 'orders' }), { startedAt: 0 });
  return timeline.lanes.map((lane) => laneWords(lane, { origin: timeline.from, now }));
}

describe('lanes in words', () => {
  test('a step with retries tells of its last attempt', () => {
    const lines = [again(0, 500), { ...failed(0), at: 570 }, again(1, 1600), { ...failed(1), at: 1810 }];
    expect(wordsOf([turn, start, ...lines])[1]).toBe('ChargeCard, failed, attempt 2 of 2, started +500 ms, ran 210 ms');
  });

  test('the run, a step that runs and a timer that waits', () => {
    const timer: Line = { kind: 'timer-created', id: 4, fireAt: 60_300, at: 300 };
    expect(wordsOf([turn, start, { ...task(0), at: 200 }, timer], 3250)).toEqual([
      'Order, open, started +0 ms, running for 3 s',
      'Step 0, running, started +200 ms, running for 3 s',
      expect.stringMatching(/^sleep .*, waiting, started \+300 ms, waiting for 2 s$/),
    ]);
  });

  test('a group', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ ...task(index, 'Price'), at: 200 }));
    const results = many.map((_, index) => ({ ...done(index), at: 300 + index }));
    const words = wordsOf([turn, start, ...many, ...results, { ...ended, at: 900 }]);
    expect(words[0]).toBe('Order, completed, started +0 ms, ran 900 ms');
    expect(words[1]).toBe('14 × Price, started +200 ms, ran 113 ms in all, at most 14 at a time');
    expect(wordsOf([turn, start, ...many], 4300).at(-1)).toBe(
      '11 × Price, started +200 ms, running for 4 s, at most 11 at a time',
    );
  });
});

describe('stretches in words', () => {
  test('what it was, how long, and from when', () => {
    const lines = [turn, start, again(0, 500), { ...failed(0), at: 570 }, again(1, 1600)];
    const { lanes } = buildTimeline(buildGraph(historyFrom(lines), { appId: 'orders' }));
    const words = segmentsOf(lanes[1]!).map((segment) => segmentWords(segment, { origin: 0, now: 4000 }));
    expect(words).toEqual([
      'worked 70 ms, from +500 ms',
      'retry delay 1.03 s, from +570 ms',
      'worked 2 s so far, attempt 2, from +1.60 s',
    ]);
    const moment = { kind: 'moment', from: 40, to: 40, status: 'completed', attempt: 1 } as const;
    expect(segmentWords(moment, { origin: 0, now: 0 })).toBe('at +40 ms');
    expect(offsetWords(-40)).toBe('−40 ms');
  });
});
