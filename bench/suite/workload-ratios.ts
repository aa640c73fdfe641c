import type { SubjectName } from '../subjects/subject';
import { medianOf } from '../measure/quantiles';
import { quietOnes, ratioOf, type Goal, type Ratio, type Sample } from './ratio';
import type { Row } from './row';
import type { WorkloadName } from './sizes';

type Figure = (row: Row) => number;

const rate: Figure = (row) => row.workflowsPerSecond;
const activityRate: Figure = (row) => row.activitiesPerSecond;
const middle: Figure = (row) => row.latency.p50;
const time: Figure = (row) => row.wallSeconds;
const serverCpu: Figure = (row) => row.cpuPerWorkflow['server'] ?? 0;

const PEERS: readonly SubjectName[] = ['restate', 'restate-remote', 'dbos', 'openworkflow'];
const CEILING = 'the same worker on an in-memory stub (ceiling)';
const FSYNC_STUB = 'the same worker on a stub that stores every turn with fsync';

/** All ratios and figures with a target that rows of one run can tell. */
export function workloadRatios(rows: readonly Row[]): readonly Ratio[] {
  const ratios = [...againstCeiling(rows), ...againstPeers(rows), ...ownShare(rows)];
  return ratios.filter((ratio) => ratio !== undefined);
}

/** W1 of our runtime against Restate's, for a run that has nothing else. */
export function medianRatio(rows: readonly Row[], goal: Goal): Ratio | undefined {
  return ratioOf(goal, medians(rows, { workload: 'W1', ours: 'perdure', theirs: 'restate' }, rate));
}

function againstCeiling(rows: readonly Row[]): readonly (Ratio | undefined)[] {
  const pair = (workload: WorkloadName, figure: Figure, goal: Goal) =>
    ratioOf(goal, pairs(rows, { workload, ours: 'perdure', theirs: 'ceiling' }, figure));
  const throughput = { target: 0.85, floor: 0.75, better: 'higher' } as const;
  return [
    pair('W0', middle, { name: `W0 p50: Perdure / ${CEILING}`, target: 1.3, better: 'lower' }),
    pair('W1', rate, { name: `W1 workflows/s: Perdure / ${CEILING}`, ...throughput }),
    pair('W2', activityRate, { name: `W2 activities/s: Perdure / ${CEILING}`, ...throughput }),
    pair('WR', activityRate, { name: `WR activities/s: Perdure / ${CEILING}`, target: 0.9, better: 'higher' }),
  ];
}

function againstPeers(rows: readonly Row[]): readonly (Ratio | undefined)[] {
  const versus = (sides: Sides, figure: Figure, goal: Goal) => ratioOf(goal, medians(rows, sides, figure));
  const w = (workload: WorkloadName, theirs: SubjectName, ours: SubjectName = 'perdure'): Sides => ({
    workload,
    ours,
    theirs,
  });
  return [
    versus(w('W0', 'restate'), middle, { name: 'W0 p50: Perdure / Restate (workflow)', target: 1, better: 'lower' }),
    versus(w('W1', 'restate'), rate, {
      name: 'W1 workflows/s: Perdure / Restate (workflow)',
      target: 0.9,
      better: 'higher',
    }),
    versus(w('W1', 'restate-remote'), rate, {
      name: 'W1 workflows/s: Perdure / Restate (remote activities)',
      target: 1.8,
      better: 'higher',
    }),
    versus(w('W2', 'dbos'), activityRate, { name: 'W2 activities/s: Perdure / DBOS', target: 1.5, better: 'higher' }),
    bestPeer(rows),
    versus(w('W1', 'dbos', 'perdure-postgres'), rate, {
      name: 'W1 workflows/s: Perdure on PostgreSQL / DBOS on PostgreSQL',
      target: 1,
      better: 'higher',
    }),
    versus(w('W2', 'dbos', 'perdure-postgres'), activityRate, {
      name: 'W2 activities/s: Perdure on PostgreSQL / DBOS on PostgreSQL',
      target: 1,
      better: 'higher',
    }),
  ];
}

function bestPeer(rows: readonly Row[]): Ratio | undefined {
  const measured = PEERS.map((name) => of(rows, 'W3', name)).filter(({ length }) => length > 0);
  const times = measured
    .map((own) => ({ own, median: medianOf(own.map(time)) }))
    .toSorted((a, b) => a.median - b.median);
  const best = times[0]?.own[0];
  if (best === undefined) return undefined;
  const sides: Sides = { workload: 'W3', ours: 'perdure', theirs: best.subject };
  const goal: Goal = {
    name: `W3 time until all are done: Perdure / best peer (${best.subject})`,
    target: 0.7,
    better: 'lower',
  };
  return ratioOf(goal, medians(rows, sides, time));
}

function ownShare(rows: readonly Row[]): readonly (Ratio | undefined)[] {
  const own = of(rows, 'W1', 'perdure');
  const figure = (take: (row: Row) => number | undefined, goal: Goal) =>
    ratioOf(
      goal,
      own.flatMap((row): readonly Sample[] => {
        const value = take(row);
        return value === undefined ? [] : [{ value, isLoaded: row.isLoaded }];
      }),
    );
  const sides: Sides = { workload: 'W1', ours: 'perdure', theirs: 'ceiling-fsync' };
  return [
    ratioOf(
      { name: `W1 CPU of the server process: Perdure / ${FSYNC_STUB}`, target: 1.5, better: 'lower' },
      pairs(rows, sides, serverCpu),
    ),
    figure((row) => row.keptBytesPerWorkflow, {
      name: 'W1 bytes that Perdure keeps per workflow',
      target: 3_000,
      floor: 4_000,
      better: 'lower',
    }),
    figure((row) => row.writtenBytesPerWorkflow, {
      name: 'W1 bytes that Perdure writes to disk per workflow',
      target: 25_000,
      better: 'lower',
    }),
    figure((row) => row.flushesPerWorkflow, {
      name: 'W1 disk flushes of Perdure per workflow',
      target: 0.6,
      better: 'lower',
    }),
    figure((row) => row.rssMb['server'], {
      name: 'Memory of the runtime process after W1, MB',
      target: 250,
      better: 'lower',
    }),
  ];
}

type Sides = { readonly workload: WorkloadName; readonly ours: SubjectName; readonly theirs: SubjectName };

function of(rows: readonly Row[], workload: WorkloadName, subject: SubjectName): readonly Row[] {
  return rows.filter((row) => row.workload === workload && row.subject === subject);
}

/** Ours divided by theirs of the same repeat, which were taken one after the other. */
function pairs(rows: readonly Row[], { workload, ours, theirs }: Sides, figure: Figure): readonly Sample[] {
  return of(rows, workload, ours).flatMap((mine) => {
    const other = of(rows, workload, theirs).find(({ repeat }) => repeat === mine.repeat);
    if (other === undefined || figure(other) === 0) return [];
    return [{ value: figure(mine) / figure(other), isLoaded: mine.isLoaded || other.isLoaded }];
  });
}

/** The median of ours divided by that of theirs: peers do not take turns with us. */
function medians(rows: readonly Row[], { workload, ours, theirs }: Sides, figure: Figure): readonly Sample[] {
  const [mine, other] = [quietOnes(of(rows, workload, ours)), quietOnes(of(rows, workload, theirs))];
  if (mine.length === 0 || other.length === 0) return [];
  const isLoaded = [...mine, ...other].some((row) => row.isLoaded);
  return [{ value: medianOf(mine.map(figure)) / medianOf(other.map(figure)), isLoaded }];
}
