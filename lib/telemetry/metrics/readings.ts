import { Gauge, type Registry } from 'prom-client';
import { createBoundedNames } from './bounded-names';

const MOST_APPS = 100;

/** Instances that wait for the clock are counted no further than this. */
const COUNTED = 10_000;

export type WorkerLoad = { readonly appId: string; readonly outstanding: number };

/** How much of an app waits for a worker, and since when (absent: nothing does). */
export type BacklogReading = {
  readonly appId: string;
  readonly turns: number;
  readonly activities: number;
  readonly oldestTurn: number | undefined;
  readonly oldestActivity: number | undefined;
};

/** What is looked up at each scrape. */
export type Readings = {
  readonly now: () => number;
  readonly version: string;
  workers(): readonly WorkerLoad[];
  backlog(): readonly BacklogReading[];
  memory(): { readonly instances: number; readonly changeSetsWaiting: number };
  /** Instances that wait for the clock, and those that should not any more; counted up to `limit`. */
  timers(limit: number): Promise<number>;
  overdue(limit: number): Promise<number>;
  /** Absent when nobody can tell. */
  readonly storeBytes?: (() => number) | undefined;
};

type ByApp = ReadonlyMap<string, number>;

/** Gauges that are read anew at each scrape; an app of which there is nothing more to say is left out. */
export function createReadings(registry: Registry, readings: Readings): void {
  const registers = [registry];
  const labelOf = createBoundedNames(MOST_APPS);
  const perApp = (name: string, help: string, read: () => ByApp): void => {
    const gauge: Gauge = new Gauge({
      ...{ name, help, labelNames: ['app_id'], registers },
      collect() {
        gauge.reset();
        for (const [appId, value] of read()) gauge.inc({ app_id: labelOf(appId) }, value);
      },
    });
  };
  const single = (name: string, help: string, read: () => number | Promise<number>): void => {
    const gauge: Gauge = new Gauge({ ...{ name, help, registers }, collect: async () => gauge.set(await read()) });
  };
  addWorkers(perApp, readings);
  addBacklog(perApp, readings);
  addTotals(single, readings);
  new Gauge({
    ...{ name: 'perdure_build_info', help: 'Always 1; the label says which version runs.', registers },
    labelNames: ['version'],
  }).set({ version: readings.version }, 1);
}

type PerApp = (name: string, help: string, read: () => ByApp) => void;

function addWorkers(perApp: PerApp, { workers }: Readings): void {
  const sums = (measure: (loads: readonly WorkerLoad[]) => number) => (): ByApp =>
    new Map([...Map.groupBy(workers(), ({ appId }) => appId)].map(([appId, loads]) => [appId, measure(loads)]));
  perApp(
    'perdure_connected_workers',
    'Worker streams that are open.',
    sums((loads) => loads.length),
  );
  perApp(
    'perdure_outstanding_work_items',
    'Work items that workers have and have not answered.',
    sums((loads) => loads.reduce((sum, { outstanding }) => sum + outstanding, 0)),
  );
}

function addBacklog(perApp: PerApp, { backlog, now }: Readings): void {
  const each = (measure: (reading: BacklogReading) => number) => (): ByApp =>
    new Map(backlog().map((reading) => [reading.appId, measure(reading)]));
  const age = (since: number | undefined): number => (since === undefined ? 0 : Math.max(0, now() - since) / 1_000);
  perApp(
    'perdure_queued_turns',
    'Turns that wait for a worker.',
    each(({ turns }) => turns),
  );
  perApp(
    'perdure_queued_activities',
    'Activities that wait for a worker.',
    each(({ activities }) => activities),
  );
  perApp(
    'perdure_oldest_queued_turn_age_seconds',
    'How long the first of the turns has waited for a worker; 0 when none does.',
    each(({ oldestTurn }) => age(oldestTurn)),
  );
  perApp(
    'perdure_oldest_queued_activity_age_seconds',
    'How long the first of the activities has waited for a worker; 0 when none does.',
    each(({ oldestActivity }) => age(oldestActivity)),
  );
}

type Single = (name: string, help: string, read: () => number | Promise<number>) => void;

function addTotals(single: Single, { memory, timers, overdue, storeBytes }: Readings): void {
  single('perdure_instances_in_memory', 'Instances that the runtime holds in memory.', () => memory().instances);
  single('perdure_change_sets_waiting', 'Change sets on their way to disk.', () => memory().changeSetsWaiting);
  single(
    'perdure_timers_waiting',
    'Instances with a timer, a try or a planned start to come or due, counted up to 10,000.',
    () => timers(COUNTED),
  );
  single('perdure_timers_overdue', 'Those of them whose time has come, counted up to 10,000.', () => overdue(COUNTED));
  if (storeBytes !== undefined) single('perdure_store_size_bytes', 'Size of the store on disk.', storeBytes);
}
