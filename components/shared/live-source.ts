import { changeFeedSchema, type ChangeFeedJson } from '@/lib/api/schemas';
import type { Connection } from './live-state';

const NAME = 'perdure-live';
const RETRY_MS = 2000;

export type LiveListener = {
  readonly onChanges: (feed: ChangeFeedJson) => void;
  readonly onConnection: (connection: Connection) => void;
};

type Message =
  | { readonly kind: 'changes'; readonly feed: ChangeFeedJson }
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'who-leads' };

/**
 * Follows the server's stream of changes. The tabs of one browser share one stream: the tab that holds the lock reads
 * it and tells the others; when it closes, the next in line takes over from the last revision it heard. Where the
 * browser has no locks (plain http on another machine) each tab reads for itself. Answers how to stop.
 */
export function openLiveSource(listener: LiveListener): () => void {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return openStream(undefined, listener);
  return joinTabs(listener);
}

function joinTabs(listener: LiveListener): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(NAME);
  const heard: { revision?: number; connection: Connection; leads: boolean } = {
    connection: 'connecting',
    leads: false,
  };
  const tell = (message: Message) => {
    if (!stop.signal.aborted) channel.postMessage(message);
  };
  const take = (message: Message) => {
    switch (message.kind) {
      case 'changes':
        heard.revision = message.feed.revision;
        return listener.onChanges(message.feed);
      case 'connection':
        heard.connection = message.connection;
        return listener.onConnection(message.connection);
      case 'who-leads':
        if (heard.leads) tell({ kind: 'connection', connection: heard.connection });
    }
  };
  const lead = (message: Message) => {
    take(message);
    tell(message);
  };
  channel.onmessage = (event: MessageEvent<Message>) => take(event.data);
  tell({ kind: 'who-leads' });

  const holdLock = () =>
    new Promise<void>((release) => {
      if (stop.signal.aborted) return release();
      heard.leads = true;
      const close = openStream(heard.revision, {
        onChanges: (feed) => lead({ kind: 'changes', feed }),
        onConnection: (connection) => lead({ kind: 'connection', connection }),
      });
      stop.signal.addEventListener('abort', () => {
        close();
        release();
      });
    });
  navigator.locks.request(NAME, { signal: stop.signal }, holdLock).catch(ignoreAbort);
  return () => {
    stop.abort();
    channel.close();
  };
}

function openStream(after: number | undefined, listener: LiveListener): () => void {
  let revision = after;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source = connect();

  function connect(): EventSource {
    const stream = new EventSource(revision === undefined ? '/api/v1/events' : `/api/v1/events?after=${revision}`);
    stream.addEventListener('open', () => listener.onConnection('live'));
    stream.addEventListener('changes', (event: MessageEvent<string>) => {
      const feed = changeFeedSchema.parse(JSON.parse(event.data));
      revision = feed.revision;
      listener.onChanges(feed);
    });
    stream.addEventListener('error', () => {
      listener.onConnection('lost');
      // The browser reconnects by itself, except after an answer that was no stream.
      if (stream.readyState === EventSource.CLOSED) retry = setTimeout(() => (source = connect()), RETRY_MS);
    });
    return stream;
  }

  return () => {
    clearTimeout(retry);
    source.close();
  };
}

/** A request for the lock that is withdrawn before its turn rejects; that is how a waiting tab leaves. */
function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
