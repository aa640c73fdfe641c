/** Calls that are parked or streaming, so that a stopping server can end them instead of waiting for them. */
export type OpenCalls = {
  /** `stop` is called once when the server stops. Returns how to forget the call when it is over. */
  add(stop: () => void): () => void;
  /** Stops all open calls, and every later one at once. */
  stopAll(): void;
  stopping(): boolean;
};

export function createOpenCalls(): OpenCalls {
  const open = new Set<() => void>();
  let stopping = false;
  return {
    add(stop) {
      if (stopping) stop();
      else open.add(stop);
      return () => void open.delete(stop);
    },
    stopAll() {
      stopping = true;
      for (const stop of [...open]) stop();
      open.clear();
    },
    stopping: () => stopping,
  };
}
