import { setTimeout as pass } from 'node:timers/promises';
import { serialize } from 'node:v8';

/** From so many at once on, those who ask are tabs that follow the same changes, and will ask again. */
const CROWD = 8;
/** How long a crowd is left without the next answer, in milliseconds: a change is to be on all screens within 1 s. */
const REST_MS = 400;

type Waiting<T> = PromiseWithResolvers<T> & { askers: number };

/**
 * Asks for many at once. Who asks while an equal question is being answered gets the next answer, together with all others
 * who wait for it; nobody is given one whose reading began before they asked. So a reader alone is never kept waiting, fifty
 * tabs that hear of a change at the same time cost two readings instead of fifty, and while they go on asking there are at
 * most five in two seconds. Arguments are compared by value; an answer is shared, so nobody may change it.
 */
export function sharedAnswers<Args extends readonly unknown[], T>(
  ask: (...args: Args) => Promise<T>,
  rest: (milliseconds: number) => Promise<void> = restWithoutHoldingTheProcess,
): (...args: Args) => Promise<T> {
  const turns = new Map<string, { waiting: Waiting<T> | undefined }>();

  const serve = async (key: string, args: Args): Promise<void> => {
    for (let turn = turns.get(key); turn?.waiting !== undefined;) {
      const { askers, resolve, reject } = turn.waiting;
      turn.waiting = undefined;
      await ask(...args).then(resolve, reject);
      if (askers >= CROWD) await rest(REST_MS);
    }
    turns.delete(key);
  };

  return (...args) => {
    const key = serialize(args).toString('latin1');
    const running = turns.get(key);
    const turn = running ?? { waiting: undefined };
    const waiting = (turn.waiting ??= { ...Promise.withResolvers<T>(), askers: 0 });
    waiting.askers += 1;
    if (running === undefined) {
      turns.set(key, turn);
      void serve(key, args);
    }
    return waiting.promise;
  };
}

async function restWithoutHoldingTheProcess(milliseconds: number): Promise<void> {
  await pass(milliseconds, undefined, { ref: false });
}
