// `npm run bench -- writes [workflows=1000]`: what our runtime writes and keeps for a workflow of W1, by table and index.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { rounded } from '../processes';
import { openPerdure } from '../subjects/open-perdure';
import { FULL_SIZES } from '../suite/sizes';
import { readWalFrames } from './wal-frames';

type Kept = { readonly name: string; readonly bytes: number };

const count = workflowsFrom(process.argv[3] ?? '1000');
const subject = await openPerdure();
try {
  const path = join(subject.folders[0] ?? '', 'perdure.db');
  await subject.run(FULL_SIZES.warmUp);
  await subject.settle();
  const reader = new Database(path, { readonly: true });
  const before = keptBy(reader);
  // While somebody reads, the log is not begun anew, so that it holds every page that is written from here on.
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM meta').get();
  await subject.run({ ...FULL_SIZES.workloads.W1, count });
  const log = readFileSync(`${path}-wal`);
  reader.exec('COMMIT');
  showWrites(log, tablesByPage(reader));
  await subject.settle();
  const grown = keptBy(reader).map(({ name, bytes }) => {
    const had = before.find((table) => table.name === name)?.bytes ?? 0;
    return { name, 'kept bytes per workflow': rounded((bytes - had) / count, 0) };
  });
  console.table(grown);
  reader.close();
} finally {
  await subject.stop();
}

function workflowsFrom(text: string): number {
  const workflows = Number(text);
  if (Number.isInteger(workflows) && workflows > 0) return workflows;
  throw new RangeError(`"${text}" is no number of workflows: \`npm run bench -- writes 1000\` is how it is called.`);
}

function showWrites(log: Buffer, tables: ReadonlyMap<number, string>): void {
  const { pageSize, commits, pages } = readWalFrames(log);
  const byTable = new Map<string, number>();
  for (const [page, frames] of pages) {
    const name = tables.get(page) ?? 'no longer used';
    byTable.set(name, (byTable.get(name) ?? 0) + frames);
  }
  const frames = [...pages.values()].reduce((sum, own) => sum + own, 0);
  console.log({ pageSize, commits, frames, 'log bytes per workflow': rounded(log.length / count, 0) });
  console.table(
    [...byTable]
      .toSorted((a, b) => b[1] - a[1])
      .map(([name, own]) => ({
        name,
        'pages per workflow': rounded(own / count),
        'per commit': rounded(own / commits),
      })),
  );
}

function tablesByPage(db: Database.Database): ReadonlyMap<number, string> {
  const rows = db
    .prepare<[], { pageno: number; name: string; pagetype: string }>('SELECT pageno, name, pagetype FROM dbstat')
    .all();
  return new Map(rows.map(({ pageno, name, pagetype }) => [pageno, pagetype === 'leaf' ? name : `${name}, inner`]));
}

function keptBy(db: Database.Database): readonly Kept[] {
  return db.prepare<[], Kept>('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY 2 DESC').all();
}
