const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** An app that ran for this long has not failed at its start. */
const STEADY_MS = 10_000;

/** How long to wait before an app is started again: longer each time that it ends soon after its start. */
export function createBackOff(): (ranForMs: number) => number {
  let next = FIRST_MS;
  return (ranForMs) => {
    const wait = ranForMs >= STEADY_MS ? FIRST_MS : next;
    next = Math.min(wait * 2, LONGEST_MS);
    return wait;
  };
}
