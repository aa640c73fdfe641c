import { expect, test } from 'vitest';
import { readBenchOptions } from './bench-options';

test('without a word everything is run that needs no root', () => {
  const { parts, workloads, subjects, sizes, isQuick } = readBenchOptions([]);
  expect(parts).toEqual(['workloads', 'lists', 'growth', 'insight', 'console', 'tabs', 'command-line']);
  expect(workloads).toEqual(['W0', 'W1', 'W2', 'W3', 'WR']);
  expect(subjects).toContain('openworkflow');
  expect(sizes.repeats).toBe(5);
  expect(isQuick).toBe(false);
});

test('some workloads, some peers', () => {
  const options = readBenchOptions(['W1', 'W2', '--peers', 'restate', '--repeats', '3']);
  expect(options.parts).toEqual(['workloads']);
  expect(options.workloads).toEqual(['W1', 'W2']);
  expect(options.subjects).toEqual(['perdure', 'ceiling', 'ceiling-fsync', 'restate']);
  expect(options.sizes).toMatchObject({ repeats: 3, peerRepeats: 3 });
});

test.each([
  [['W9'], 'There is no "W9" to run'],
  [['--peers', 'daprd'], 'There is no peer "daprd"'],
  [['--repeats', 'often'], '--repeats is "often"'],
  [['--fast'], '--fast'],
])('refuses %j and says what can be asked', (args, message) => {
  expect(() => readBenchOptions(args)).toThrow(message);
  expect(() => readBenchOptions(args)).toThrow('npm run bench');
});
