import { Hono } from 'hono';
import { listen, type HttpServer } from './listen';

export type MetricsServerInput = {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly contentType: string;
  /** The metrics as text, read anew for each request. */
  readonly render: () => Promise<string>;
};

/** Serves `GET /metrics` for Prometheus. Rejects with `unavailable` when it cannot listen. */
export function startMetricsServer({ host, port, contentType, render }: MetricsServerInput): Promise<HttpServer> {
  const api = new Hono();
  api.get('/metrics', async (context) => context.body(await render(), 200, { 'content-type': contentType }));
  return listen({ host, port, fetch: api.fetch, what: 'The metrics endpoint', setting: 'PERDURE_METRICS_PORT' });
}
