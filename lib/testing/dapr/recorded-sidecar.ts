import { Server, ServerCredentials, status as Code, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { DaprService as dapr } from '@/lib/protocol/generated/dapr-runtime';
import { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import type { RecordedAnswer } from './recorded-store';

/** The gRPC door of a sidecar that tells what a real daprd told when it was recorded. */
export type RecordedSidecar = {
  /** host:port. */
  readonly address: string;
  /** What it tells of; to be changed by tests. */
  readonly answers: Map<string, RecordedAnswer>;
  /** What it was asked: the name of the call, and the instance if it is about one. */
  readonly asked: string[];
  stop(): Promise<void>;
};

export type SidecarTraits = {
  /** As it tells it; 1.18.1 by default. Before 1.17 there is neither a list nor a history. */
  readonly version?: string;
  /** It wants this API token. */
  readonly token?: string;
  /** Ids on one page at most. */
  readonly pageSize?: number;
};

type Unary<Request, Response> = (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => void;

export async function startRecordedSidecar(
  recorded: readonly RecordedAnswer[],
  { version = '1.18.1', token, pageSize = 1_000 }: SidecarTraits = {},
): Promise<RecordedSidecar> {
  const answers = new Map(recorded.map((answer) => [answer.instanceId, answer]));
  const asked: string[] = [];
  const serve =
    <Request, Response>(name: string, reply: (request: Request) => Response): Unary<Request, Response> =>
    ({ request, metadata }, answer) => {
      const { instanceId = '' } = request as { readonly instanceId?: string };
      asked.push(`${name} ${instanceId}`.trim());
      if (token !== undefined && metadata.get('dapr-api-token')[0] !== token) {
        answer({ code: Code.UNAUTHENTICATED, details: 'authentication error: api token mismatch' });
      } else {
        answer(null, reply(request));
      }
    };
  const server = new Server();
  const { getMetadata } = dapr;
  server.addService({ getMetadata }, { getMetadata: serve('metadata', () => metadataOf(version)) });
  const { listInstanceIDs, getInstance, getInstanceHistory } = service;
  const isOld = Number(version.split('.')[1]) < 17;
  const state = serve('state', ({ instanceId }: { instanceId: string }) => {
    const found = answers.get(instanceId);
    return { exists: found !== undefined, workflowState: found?.state };
  });
  const list = serve('list', ({ continuationToken = '0' }: { continuationToken?: string | undefined }) => {
    const end = Number(continuationToken) + pageSize;
    const ids = [...answers.keys()];
    return {
      instanceIds: ids.slice(Number(continuationToken), end),
      continuationToken: end < ids.length ? String(end) : undefined,
    };
  });
  const history = serve('history', ({ instanceId }: { instanceId: string }) => ({
    events: (answers.get(instanceId)?.history ?? []).map((text) => HistoryEvent.decode(Buffer.from(text, 'base64'))),
  }));
  if (isOld) server.addService({ getInstance }, { getInstance: state });
  else {
    server.addService(
      { listInstanceIDs, getInstance, getInstanceHistory },
      { listInstanceIDs: list, getInstance: state, getInstanceHistory: history },
    );
  }
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    ...{ address: `127.0.0.1:${port}`, answers, asked },
    stop: async () => server.forceShutdown(),
  };
}

function metadataOf(runtimeVersion: string) {
  return { ...{ id: 'shop', actors: [], extended: {}, runtimeVersion }, actorRuntime: undefined, workflows: undefined };
}
