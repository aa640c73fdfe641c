import type Database from 'better-sqlite3';

type PlanRow = { readonly id: number; readonly parent: number; readonly detail: string };

/** How SQLite would answer a statement: a line per step, indented below the step that it belongs to. */
export function explainPlan(db: Database.Database, sql: string): readonly string[] {
  const rows = db.prepare<unknown[], PlanRow>(`EXPLAIN QUERY PLAN ${sql}`).all(...unboundValues(sql));
  const depths = new Map<number, number>([[0, -1]]);
  return rows.map(({ id, parent, detail }) => {
    const depth = (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return `${'  '.repeat(depth)}${detail}`;
  });
}

/** A plan does not depend on the values, but the driver wants one for each parameter. */
function unboundValues(sql: string): readonly unknown[] {
  const named = sql.match(/@\w+/g);
  if (named !== null) return [Object.fromEntries(named.map((name) => [name.slice(1), null]))];
  return sql.match(/\?/g)?.map(() => null) ?? [];
}

/**
 * Whether a plan reads a whole table or index, or sorts what it found. What is read of the list in its order ends at the
 * limit of the statement, and is said all the same.
 */
export function planFaults(plan: readonly string[]): readonly string[] {
  const lines = plan.map((line) => line.trim());
  return [
    ...new Set(lines.filter((line) => /^SCAN (instance|history|step|inbox)\b/.test(line) || /TEMP B-TREE/.test(line))),
  ];
}
