/** How the runtime itself repeats a failed activity before the workflow hears of it. Times in milliseconds. */
export type RetryPolicy = {
  /** All tries, the first one included; at least 1. */
  readonly maxAttempts: number;
  readonly firstInterval: number;
  /** Each interval is the one before times this; at least 1. */
  readonly backoff: number;
  readonly maxInterval: number;
  /** Failures of these error types go to the workflow at once, as do failures that the SDK marks as non-retriable. */
  readonly nonRetriable: readonly string[];
};
