import { daprHttpApi, type DaprHttpApiInput } from './dapr-http-api';
import { listen, type HttpServer } from './listen';

export type HttpServerInput = DaprHttpApiInput & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
};

/** Serves the Dapr HTTP API. Resolves when it listens; rejects with `unavailable` when it cannot. */
export async function startHttpServer({ host, port, ...api }: HttpServerInput): Promise<HttpServer> {
  const server = await listen({
    ...{ host, port, fetch: daprHttpApi(api).fetch },
    what: 'The Dapr HTTP API',
    setting: 'PERDURE_HTTP_PORT',
  });
  api.log.info({ host, port: server.port, appId: api.appId }, 'Dapr HTTP API listens');
  return server;
}
