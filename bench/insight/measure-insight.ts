import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import type { Quantiles } from '../measure/quantiles';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { storeQuestions } from '@/lib/testing/store-questions';
import type { DatabaseName, ListSubject } from '../lists/list-subject';
import type { Plan } from '../lists/measure-lists';
import { timeCalls, type Patience } from '../lists/time-calls';
import { PAGE } from '../lists/walk-pages';

export type QuestionKind = 'aggregate' | 'page' | 'counts';

/** One question on one store, as the console's server asks it, in milliseconds. */
export type InsightRow = {
  readonly database: DatabaseName;
  readonly instances: number;
  readonly kind: QuestionKind;
  readonly question: string;
  /** What came of it: runs drawn, rows of the page, executions counted (with + when there are more). */
  readonly answer: string;
  readonly times: Quantiles;
  readonly isLoaded: boolean;
};

type InsightPlan = {
  readonly instances: number;
  readonly extraTries: number;
  readonly onRow: (row: InsightRow) => void;
};

const PATIENCE: Patience = { least: 20, most: 200, longestMs: 2_000 };
const RUNS = 1_000;
/** When the seeded store was made. */
const NOW = Date.UTC(2026, 10, 1);

/** Queries by values in payloads, from a dozen executions to most of them, and together with what has other indexes. */
const QUERIES: readonly (readonly [string, string])[] = [
  ['a value of a dozen', 'input.customer:C-04711'],
  ['a value of a third of all', 'input.currency:EUR'],
  ['a value that is nowhere', 'input.customer:nobody'],
  ['a range of few numbers', 'input.amount:>899.9'],
  ['a range of most numbers', 'input.amount:>100'],
  ['the beginning of a value', 'input.customer:C-047*'],
  ['a frequent value, of failed ones', 'input.currency:EUR status:failed'],
  ['a rare value beside a frequent one', 'input.currency:EUR input.customer:C-04711'],
  ['all but a frequent value', '-input.currency:EUR'],
];

/** Draws the graph of the largest, a usual and the smallest workflow, and asks for lists by payload values. */
export async function measureInsight(
  subject: ListSubject,
  { instances, extraTries, onRow }: InsightPlan,
): Promise<{ readonly rows: readonly InsightRow[]; readonly plans: readonly Plan[] }> {
  const rows: InsightRow[] = [];
  const plans: Plan[] = [];
  for (const { kind, question, ask } of [...(await graphs(subject)), ...(await lists(subject))]) {
    subject.recorder.take();
    const [answer, row] = [await ask(), await timed(ask, extraTries)];
    for (const statement of subject.recorder.take()) {
      plans.push({ pair: question, sql: statement.sql, plan: await subject.explain(statement) });
    }
    rows.push({ database: subject.database, instances, kind, question, answer, ...row });
    const last = rows.at(-1);
    if (last !== undefined) onRow(last);
  }
  return { rows, plans };
}

type Question = { readonly kind: QuestionKind; readonly question: string; readonly ask: () => Promise<string> };

async function graphs({ store }: ListSubject): Promise<readonly Question[]> {
  const questions = storeQuestions(store, NOW);
  const workflows = (await store.listWorkflows()).toSorted((one, other) => other.total - one.total);
  const chosen = [workflows[0], workflows[Math.floor(workflows.length / 2)], workflows.at(-1)];
  return chosen.flatMap((workflow): readonly Question[] => {
    if (workflow === undefined) return [];
    const filter: ListFilter = { statuses: [], appIds: [workflow.appId], names: [workflow.name] };
    const ask = async (): Promise<string> => {
      const { runs, points } = await questions.graphOf(filter, RUNS);
      return `${runs} runs, ${points.length} points`;
    };
    return [{ kind: 'aggregate', question: `graph of ${workflow.name} (${workflow.total} executions)`, ask }];
  });
}

async function lists({ store }: ListSubject): Promise<readonly Question[]> {
  const questions = storeQuestions(store, NOW);
  const { instances } = await store.listInstances(NO_FILTER, { limit: 1 });
  const one = ['a value of one execution', `input.id:"${instances[0]?.instanceId ?? ''}"`] as const;
  return [one, ...QUERIES].flatMap(([name, query]): readonly Question[] => {
    const page = async (): Promise<string> => {
      const found = await store.listInstances(await questions.plan(query), { limit: PAGE });
      return `${found.instances.length} rows${found.next === undefined ? '' : ' and more'}`;
    };
    const counts = async (): Promise<string> => {
      const { total } = await store.countInstances(await questions.plan(query));
      return `${total.count}${total.isExact ? '' : '+'}`;
    };
    return [
      { kind: 'page', question: `page: ${name} (${query})`, ask: page },
      { kind: 'counts', question: `counts: ${name} (${query})`, ask: counts },
    ];
  });
}

/** The least loaded of some tries. */
async function timed(ask: () => Promise<string>, extraTries: number): Promise<Pick<InsightRow, 'times' | 'isLoaded'>> {
  for (let tries = 0; ; tries += 1) {
    const stop = startMeter({});
    const times = await timeCalls(ask, PATIENCE);
    const isLoaded = stop().foreignCores > MOST_FOREIGN_CORES;
    if (!isLoaded || tries >= extraTries) return { times, isLoaded };
  }
}
