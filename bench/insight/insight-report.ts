import { DATABASES } from '../lists/list-subject';
import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { quietOnes, ratioOf, type Ratio } from '../suite/ratio';
import type { InsightRow, QuestionKind } from './measure-insight';

/** Milliseconds at p95, and what a figure is called. */
const GOALS: Readonly<
  Record<QuestionKind, { readonly name: string; readonly target: number; readonly floor: number }>
> = {
  aggregate: { name: 'Graph of the last 1,000 executions of a workflow', target: 300, floor: 300 },
  page: { name: 'Slowest list page by values in payloads', target: 10, floor: 25 },
  counts: { name: 'Slowest counts by values in payloads', target: 5, floor: 25 },
};

/** The slowest question of each kind on each database. */
export function insightRatios(all: readonly InsightRow[]): readonly Ratio[] {
  return DATABASES.flatMap((database) =>
    (Object.keys(GOALS) as readonly QuestionKind[]).flatMap((kind) => {
      const rows = quietOnes(all.filter((row) => row.database === database && row.kind === kind));
      const [first] = rows;
      if (first === undefined) return [];
      const { name, ...limits } = GOALS[kind];
      const at = `p95 ms at ${first.instances.toLocaleString('en-US')} instances, ${database}`;
      const slowest = Math.max(...rows.map(({ times }) => times.p95));
      const sample = { value: slowest, isLoaded: rows.some(({ isLoaded }) => isLoaded) };
      return ratioOf({ name: `${name}, ${at}`, ...limits, better: 'lower' }, [sample]) ?? [];
    }),
  );
}

/** A line per question with both databases beside each other. */
export function insightTable(rows: readonly InsightRow[]): string {
  const questions = [...new Set(rows.map(({ question }) => question))];
  const heads = DATABASES.flatMap((database) => [`${database}: answer`, 'p50 / p95 ms']);
  return markdownTable(
    ['question', ...heads],
    questions.map((question) => [
      question,
      ...DATABASES.flatMap((database) => {
        const row = rows.find((one) => one.database === database && one.question === question);
        return row === undefined ? ['', ''] : [row.answer, `${rounded(row.times.p50)} / ${rounded(row.times.p95)}`];
      }),
    ]),
  );
}
