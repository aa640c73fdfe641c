import { daprHttpApi, type DaprHttpApiInput } from './dapr-http-api';
import { listen, type HttpServer } from './listen';

export type HttpServerInput = DaprHttpApiInput & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** What to change when the port cannot be had. */
  readonly setting?: string | undefined;
};

/** Serves the Dapr HTTP API. Resolves when it listens; rejects with `unavailable` when it cannot. */
export async function startHttpServer({
  host,
  port,
  setting = 'PERDURE_HTTP_PORT',
  ...api
}: HttpServerInput): Promise<HttpServer> {
  const fetch = daprHttpApi(api).fetch;
  const server = await listen({ host, port, fetch, what: 'The Dapr HTTP API', setting });
  api.log.info({ host, port: server.port }, 'Dapr HTTP API listens');
  return server;
}
