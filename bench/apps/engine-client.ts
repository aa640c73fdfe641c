/** What a workload does to an engine, by the engine's public API. Ids are fresh; a wrong result rejects. */
export type EngineClient = {
  /** Runs a workflow of `length` activities, one after the other, to its end. */
  chain(id: string, length: number): Promise<void>;
  /** Runs a workflow of `width` activities at once to its end. */
  fanOut(id: string, width: number): Promise<void>;
  /** Starts a workflow that waits for an external event. */
  startWaiting(id: string): Promise<void>;
  raise(id: string): Promise<void>;
  /** Resolves when a workflow that waited has ended. */
  ended(id: string): Promise<void>;
};

/** What each activity of each engine returns. */
export function activityResult(index: number): { readonly ok: boolean; readonly index: number } {
  return { ok: true, index };
}

/** Throws when a workflow did not count as many results as it was to have. */
export function mustCount(expected: number, counted: unknown): void {
  if (counted !== expected) throw new Error(`A workflow counted ${String(counted)} results, not ${expected}.`);
}
