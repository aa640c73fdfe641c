import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceDetail } from '@/lib/domain/instance';
import { buildGraph } from '@/lib/graph/build-graph';
import type { Graph } from '@/lib/graph/graph';
import { decodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import type { RecordedAnswer } from './recorded-store';

/** What a mirror holds, read from its file and from nowhere else. */
export type MirrorInFile = {
  instance(instanceId: string): Promise<InstanceDetail | undefined>;
  /** Committed ones. */
  events(instanceId: string): Promise<readonly HistoryEvent[]>;
  close(): Promise<void>;
};

const MOST = 10_000;

export async function openMirror(path: string, appId: string): Promise<MirrorInFile> {
  const store = await openSqliteConsoleStore({ path });
  return {
    instance: (instanceId) => store.getInstance({ appId, instanceId }),
    async events(instanceId) {
      const page = await store.readHistory({ appId, instanceId }, { from: 0, limit: MOST });
      return page?.entries.filter(({ pending }) => !pending).map(({ event }) => event) ?? [];
    },
    close: () => store.close(),
  };
}

/** The history that the engine told. */
export function toldHistory({ history }: RecordedAnswer): readonly HistoryEvent[] {
  return history.map((base64) => decodeHistoryEvent(Buffer.from(base64, 'base64')));
}

/** The graph of these events. */
export function graphOf(events: readonly HistoryEvent[], appId: string): Graph {
  return buildGraph(
    events.map((event, sequence) => ({ sequence, pending: false, event })),
    { appId, generation: 1 },
  );
}
