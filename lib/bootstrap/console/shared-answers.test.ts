import { expect, test } from 'vitest';
import { sharedAnswers } from './shared-answers';

test('one reader alone is asked for each time, at once', async () => {
  const { ask, readings, rests } = setup();
  expect(await ask('a')).toBe('a 1');
  expect(await ask('a')).toBe('a 2');
  expect(readings()).toBe(2);
  expect(rests).toEqual([]);
});

test('fifty who ask together cost two readings, and none of them gets one that began before it asked', async () => {
  const { ask, readings } = setup();
  const first = ask('a');
  const others = Array.from({ length: 49 }, () => ask('a'));
  expect(await first).toBe('a 1');
  expect(new Set(await Promise.all(others))).toEqual(new Set(['a 2']));
  expect(readings()).toBe(2);
});

test('questions are told apart by the values in them', async () => {
  const { ask, readings } = setup();
  const answers = await Promise.all([ask({ from: 1 }), ask({ from: Infinity }), ask({ from: -Infinity })]);
  expect(new Set(answers).size).toBe(3);
  expect(readings()).toBe(3);
});

test('a crowd that goes on asking is answered after a rest, with what is true by then', async () => {
  const { ask, rests, endRest } = setup();
  await Promise.all(Array.from({ length: 10 }, () => ask('a')));
  expect(rests).toEqual([400]);
  let isAnswered = false;
  const later = ask('a').finally(() => (isAnswered = true));
  await Promise.resolve();
  expect(isAnswered).toBe(false);
  endRest();
  expect(await later).toBe('a 3');
});

test('a failure is told to all who waited for it, and the next one asks anew', async () => {
  const { ask, fail, readings } = setup();
  fail('no store yet');
  const outcomes = await Promise.allSettled([ask('a'), ask('a'), ask('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  fail(undefined);
  expect(await ask('a')).toBe(`a ${readings()}`);
});

function setup() {
  const rests: number[] = [];
  let count = 0;
  let fault: string | undefined;
  let endRest = (): void => undefined;
  const read = async (what: unknown): Promise<string> => {
    count += 1;
    const answer = `${typeof what === 'string' ? what : 'object'} ${count}`;
    await Promise.resolve();
    if (fault !== undefined) throw new Error(fault);
    return answer;
  };
  const ask = sharedAnswers(read, (milliseconds) => {
    rests.push(milliseconds);
    return new Promise((resolve) => (endRest = resolve));
  });
  return {
    ask,
    rests,
    readings: () => count,
    endRest: () => endRest(),
    fail: (message: string | undefined) => (fault = message),
  };
}
