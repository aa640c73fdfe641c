import { useEffect, useMemo, useRef, useState } from 'react';

/** So many milliseconds after a frame began the page is left to itself again: the next one begins at 16.7. */
const FRAME_MS = 12;
/** What a turn lasts at least, also where the page itself takes the whole frame. */
const LEAST_MS = 3;
/** Who waits longer than this for a frame goes on without one. */
const LONGEST_FRAME_MS = 100;

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
  for (let until = performance.now() + LEAST_MS; ; until = await nextTurn()) {
    do {
      const turn = doing.next();
      if (turn.done === true) return turn.value;
    } while (performance.now() < until);
  }
}

/** Until when the turn that begins now may last: what the page left of its frame, since the next one must not be late. */
async function nextTurn(): Promise<number> {
  const frame = await drawn();
  await afterDrawing();
  return Math.max(performance.now() + LEAST_MS, frame + FRAME_MS);
}

/** When the next frame began. In a tab that nobody looks at there are none, and the work goes on without. */
function drawn(): Promise<number> {
  return new Promise((resolve) => {
    const goOn = (at: number): void => {
      clearTimeout(late);
      cancelAnimationFrame(frame);
      resolve(at);
    };
    const late = setTimeout(() => goOn(performance.now()), LONGEST_FRAME_MS);
    const frame = requestAnimationFrame(goOn);
  });
}

/** A message comes after what the frame draws. */
function afterDrawing(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
