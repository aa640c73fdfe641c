/** One server-sent event; `data` is sent as one line of JSON. */
export type SseMessage = { readonly event: string; readonly id: number; readonly data: unknown };

/** Milliseconds after which a browser that lost the stream asks again. */
const RETRY = 1000;

/** A comment: keeps proxies from closing a stream on which nothing happens. */
export const HEARTBEAT = ': still here\n\n';

/** Writes a message the way `EventSource` reads it. JSON holds no raw line break, so `data` is always one line. */
export function formatSse({ event, id, data }: SseMessage): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The first message: where the stream starts. */
export function formatReady(revision: number): string {
  return `retry: ${RETRY}\n${formatSse({ event: 'ready', id: revision, data: { revision } })}`;
}

/** The revision a returning browser saw last, or undefined when it says nothing that we wrote. */
export function lastEventId(headers: Headers): number | undefined {
  const text = headers.get('last-event-id') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
