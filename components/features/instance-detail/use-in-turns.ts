import { useEffect, useMemo, useRef, useState } from 'react';

/** For so many milliseconds a piece of work may keep the page from drawing. */
const TURN_MS = 6;

/** Work that stops now and then. */
export type Work<T> = () => Generator<undefined, T>;

/**
 * The result of work. What is short is done at once. What is `long` is done in turns between which the page draws: until it
 * is finished the result is the one before, and `undefined` where there is none. Work that is asked for meanwhile begins
 * afterwards, and only the newest.
 */
export function useInTurns<T>(work: Work<T>, isLong: boolean): T | undefined {
  const short = useMemo(() => (isLong ? undefined : finish(work())), [work, isLong]);
  const [last, setLast] = useState<T>();
  const wanted = useRef<Work<T>>(undefined);
  const isBusy = useRef(false);
  if (short !== undefined && short !== last) setLast(() => short);

  useEffect(() => {
    wanted.current = isLong ? work : undefined;
    const run = async () => {
      isBusy.current = true;
      for (let done: Work<T> | undefined; ;) {
        const next = wanted.current;
        if (next === undefined || next === done) break;
        done = next;
        const result = await inTurns(next);
        if (wanted.current !== undefined) setLast(() => result);
      }
      isBusy.current = false;
    };
    if (isLong && !isBusy.current) void run();
    return () => {
      wanted.current = undefined;
    };
  }, [work, isLong]);

  return short ?? last;
}

function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return turn.value;
  }
}

async function inTurns<T>(work: Work<T>): Promise<T> {
  const doing = work();
  for (;;) {
    const until = performance.now() + TURN_MS;
    do {
      const turn = doing.next();
      if (turn.done === true) return turn.value;
    } while (performance.now() < until);
    await letThePageDraw();
  }
}

/** A message is not held back in a tab that nobody looks at, as a timer is. */
function letThePageDraw(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
