const MOST = 5;
const WITHIN_MS = 60_000;

/** Says of each death of a process whether it may be started again: not when it dies for the fifth time within a minute. */
export function createRestartBudget(now: () => number): () => boolean {
  let deaths: readonly number[] = [];
  return () => {
    const at = now();
    deaths = [...deaths.filter((before) => at - before < WITHIN_MS), at];
    return deaths.length < MOST;
  };
}
