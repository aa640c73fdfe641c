import Database from 'better-sqlite3';
import { Client } from 'pg';

/** A statement, with the values that it was first run with where a plan depends on them. */
export type Statement = { readonly sql: string; readonly values: readonly unknown[] };

export type Recorder = {
  /** The statements that were run since the last call, each once. */
  take(): readonly Statement[];
  stop(): void;
};

const READS = ['all', 'get', 'iterate'] as const;

/** Notes every statement that any connection of this process reads with, whoever prepared it. */
export function recordStatements(): Recorder {
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
      const taken = [...seen].map((sql) => ({ sql, values: [] }));
      seen.clear();
      return taken;
    },
    stop() {
      for (const [name, original] of originals) prototype[name] = original;
    },
  };
}

/** Notes every question that any client of PostgreSQL made from now on asks. */
export function recordQueries(): Recorder {
  const seen = new Map<string, Statement>();
  // The overloads of `query` do not matter: it is handed on as it is called.
  const prototype = Client.prototype as unknown as { query: (...parts: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (...parts) {
    const statement = statementOf(parts);
    if (statement !== undefined && !seen.has(statement.sql)) seen.set(statement.sql, statement);
    return Reflect.apply(original, this, parts);
  };
  return {
    take() {
      const taken = [...seen.values()];
      seen.clear();
      return taken;
    },
    stop() {
      prototype.query = original;
    },
  };
}

function statementOf([first, second]: readonly unknown[]): Statement | undefined {
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string')
    return undefined;
  const given = 'values' in first && Array.isArray(first.values) ? first.values : second;
  const values: readonly unknown[] = Array.isArray(given) ? given : [];
  return first.text.trimStart().startsWith('BEGIN') ? undefined : { sql: first.text, values };
}
