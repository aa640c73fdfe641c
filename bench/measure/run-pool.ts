export type PoolRun = {
  readonly wallMs: number;
  /** Of each call, in milliseconds. */
  readonly latencies: readonly number[];
};

/** Calls `work(0)` … `work(count - 1)`, at most `inFlight` at one time; rejects with the first failure. */
export async function runPool(
  count: number,
  inFlight: number,
  work: (index: number) => Promise<unknown>,
): Promise<PoolRun> {
  const latencies = new Array<number>(count);
  const queue = Array.from({ length: count }, (_, index) => index).values();
  const from = performance.now();
  const lane = async (): Promise<void> => {
    for (const index of queue) {
      const began = performance.now();
      await work(index);
      latencies[index] = performance.now() - began;
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
  return { wallMs: performance.now() - from, latencies };
}
