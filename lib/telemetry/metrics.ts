import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What the runtime is asked for at each scrape. */
export type WorkerLoad = { readonly appId: string; readonly outstanding: number };

/** The runtime's own metrics: the process, the connected workers and what they have in hand. */
export function createMetrics(workers: () => readonly WorkerLoad[]): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const byApp = (measure: (loads: readonly WorkerLoad[]) => number) =>
    function collect(this: Gauge<'app_id'>): void {
      this.reset();
      const apps = Map.groupBy(workers(), ({ appId }) => appId);
      for (const [appId, loads] of apps) this.set({ app_id: appId }, measure(loads));
    };
  registry.registerMetric(
    new Gauge({
      name: 'perdure_connected_workers',
      help: 'Worker streams that are open, by App ID.',
      labelNames: ['app_id'],
      registers: [],
      collect: byApp((loads) => loads.length),
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'perdure_outstanding_work_items',
      help: 'Work items that workers have and have not answered, by App ID.',
      labelNames: ['app_id'],
      registers: [],
      collect: byApp((loads) => loads.reduce((sum, { outstanding }) => sum + outstanding, 0)),
    }),
  );
  return registry;
}
