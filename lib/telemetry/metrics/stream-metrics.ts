import { Counter, type Registry } from 'prom-client';
import { createAppChildren } from './children';
import type { Handlers } from './handlers';

type Kinds = 'stream-opened' | 'stream-closed' | 'stream-given-up';

/** Streams of workers that came, went, and were given up. */
export function createStreamMetrics(registry: Registry): Handlers<Kinds> {
  const counter = (name: string, help: string): ((appId: string) => { inc(): void }) => {
    const metric = new Counter({ name, help, labelNames: ['app_id'], registers: [registry] });
    return createAppChildren((app_id) => metric.labels({ app_id }));
  };
  const opened = counter('perdure_worker_streams_opened_total', 'Worker streams that were opened.');
  const closed = counter('perdure_worker_streams_closed_total', 'Worker streams that ended, for whatever reason.');
  const givenUp = counter('perdure_worker_streams_given_up_total', 'Workers that did not answer an item in time.');
  return {
    'stream-opened': ({ appId }) => opened(appId).inc(),
    'stream-closed': ({ appId }) => closed(appId).inc(),
    'stream-given-up': ({ appId }) => givenUp(appId).inc(),
  };
}
