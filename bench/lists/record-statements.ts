import Database from 'better-sqlite3';

export type StatementRecorder = {
  /** The statements that were run since the last call, each once. */
  take(): readonly string[];
  stop(): void;
};

const READS = ['all', 'get', 'iterate'] as const;

/** Notes every statement that any connection of this process reads with, whoever prepared it. */
export function recordStatements(): StatementRecorder {
  const seen = new Set<string>();
  const probe = new Database(':memory:');
  // All statements share it; TypeScript knows it only as an object.
  const prototype = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<
    (typeof READS)[number],
    (this: { readonly source: string }, ...values: unknown[]) => unknown
  >;
  probe.close();
  const originals = READS.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals) {
    prototype[name] = function (...values) {
      seen.add(this.source);
      return Reflect.apply(original, this, values);
    };
  }
  return {
    take() {
      const taken = [...seen];
      seen.clear();
      return taken;
    },
    stop() {
      for (const [name, original] of originals) prototype[name] = original;
    },
  };
}
