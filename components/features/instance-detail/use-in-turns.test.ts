// @vitest-environment jsdom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useInTurns, type Work } from './use-in-turns';

afterEach(cleanup);

const short = (result: string): Work<string> =>
  function* () {
    yield;
    return result;
  };

/** Goes on until it is let go. */
function held(result: string) {
  const state = { begun: false, released: false };
  const work: Work<string> = function* () {
    state.begun = true;
    while (!state.released) yield;
    return result;
  };
  return { state, work };
}

function setup(work: Work<string>, isLong: boolean) {
  return renderHook((props: { work: Work<string>; isLong: boolean }) => useInTurns(props.work, props.isLong), {
    initialProps: { work, isLong },
  });
}

test('short work is done at once', () => {
  expect(setup(short('a'), false).result.current).toBe('a');
});

test('long work leaves the result before it in place until it is finished', async () => {
  const { result, rerender } = setup(short('a'), false);
  const { state, work } = held('b');
  rerender({ work, isLong: true });
  await waitFor(() => expect(state.begun).toBe(true));
  expect(result.current).toBe('a');
  state.released = true;
  await waitFor(() => expect(result.current).toBe('b'));
});

test('of work that is asked for meanwhile only the newest is done', async () => {
  const [one, two, three] = [held('1'), held('2'), held('3')];
  const { result, rerender } = setup(one.work, true);
  expect(result.current).toBeUndefined();
  await waitFor(() => expect(one.state.begun).toBe(true));
  rerender({ work: two.work, isLong: true });
  rerender({ work: three.work, isLong: true });
  for (const { state } of [one, two, three]) state.released = true;
  await waitFor(() => expect(result.current).toBe('3'));
  expect(two.state.begun).toBe(false);
});
