import { expect, test } from 'vitest';
import { done, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { suspensionLine } from './suspension-line';

const paused = (part: Partial<Line> = {}): Line => ({ kind: 'execution-suspended', at: 1000, ...part }) as Line;
const cases: [string, readonly Line[]][] = [
  ['Suspended; results that come in wait for Resume.', [turn, started]],
  ['Suspended for 2 min 05 s; results that come in wait for Resume.', [turn, started, paused()]],
  [
    'Suspended for 2 min 05 s (reason: bad deploy); results that come in wait for Resume.',
    [turn, started, paused({ reason: 'bad deploy' })],
  ],
  [
    'Suspended for 2 min 05 s; 1 result recorded meanwhile waits for Resume.',
    [turn, started, task(0), paused({ pending: true }), { ...done(0), pending: true }],
  ],
  [
    'Suspended for 2 min 05 s; 2 results recorded meanwhile wait for Resume.',
    [turn, started, task(0), task(1), paused(), { ...done(0), pending: true }, { ...done(1), pending: true }],
  ],
];

test.each(cases)('says %s', (text, lines) => {
  expect(suspensionLine(historyFrom(lines), 126_000)).toBe(text);
});
