import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillPostgres } from '../lists/fill-postgres';
import { plansText } from '../lists/list-report';
import { openPostgresSubject, openSqliteSubject, type ListSubject } from '../lists/list-subject';
import { waitUntilIdle } from '../measure/meter';
import { startPostgres } from '../subjects/postgres-cluster';
import type { BenchOptions } from '../suite/bench-options';
import type { Found } from '../suite/parts';
import { declaredStore } from './declared-store';
import { insightRatios, insightTable } from './insight-report';
import { measureInsight, type InsightRow } from './measure-insight';

const SIZES = { quick: 10_000, full: 1_000_000 };
/** What the questions of this part read; histories and payloads stay out. */
const TABLES = ['instance', 'counter', 'step', 'declared_path', 'declared_value'];

/** What many executions tell together: the graph of a workflow, and lists by values in payloads; on both databases. */
export async function insightPart({ isQuick, sizes, out }: BenchOptions): Promise<Found> {
  const instances = isQuick ? SIZES.quick : SIZES.full;
  const path = await declaredStore(instances);
  const rows: InsightRow[] = [];
  mkdirSync(dirname(out), { recursive: true });
  const measure = async (subject: ListSubject): Promise<void> => {
    try {
      if (sizes.idleWait > 0) await waitUntilIdle(sizes.idleWait);
      const measured = await measureInsight(subject, { instances, extraTries: sizes.extraTries, onRow: say });
      rows.push(...measured.rows);
      const name = `plans.insight.${subject.database.toLowerCase()}.${instances}.txt`;
      writeFileSync(join(dirname(out), name), plansText(measured.plans));
    } finally {
      await subject.close();
    }
  };
  await measure(await openSqliteSubject(path));
  const postgres = await startPostgres();
  try {
    const url = await postgres.createDatabase('insight');
    process.stderr.write(`Filling a database with ${instances} instances …\n`);
    await fillPostgres(path, { url, tables: TABLES });
    await measure(await openPostgresSubject(url, postgres.pid));
  } finally {
    await postgres.stop();
  }
  const table = insightTable(rows);
  return { rows, ratios: insightRatios(rows), table, versions: {}, durability: {}, failures: [] };
}

function say({ database, question, times }: InsightRow): void {
  process.stderr.write(`${database} ${question}: p50 ${times.p50}, p95 ${times.p95} ms\n`);
}
