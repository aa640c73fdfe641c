import type { HttpLog } from './http-log';
import { formatReady, formatSse, HEARTBEAT } from './sse';

/** How often a silent stream shows that it lives, in milliseconds. */
const HEARTBEAT_EVERY = 15_000;

/** How long a stream of a browser that signed in lasts: it comes back, and is asked anew who it is. */
const LONGEST_SIGNED_IN = 15 * 60_000;

export type ChangeStreamInput = {
  readonly request: Request;
  /** The revision the stream starts at. */
  readonly revision: number;
  /** What changes from there on; must end when the signal aborts. */
  readonly watch: (input: {
    after: number;
    signal: AbortSignal;
  }) => AsyncGenerator<{ readonly revision: number }, void>;
  readonly log: HttpLog;
};

/**
 * Answers with server-sent events: `ready`, then `changes` as they happen. The source is asked only as fast as the
 * browser reads. When the source fails the stream ends, and the browser comes back with the last id it saw.
 */
export function changeStream({ request, revision, watch, log }: ChangeStreamInput): Response {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const changes = watch({ after: revision, signal });
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = setInterval(() => {
        const isRead = (controller.desiredSize ?? 0) > 0;
        if (isRead) controller.enqueue(encoder.encode(HEARTBEAT));
      }, HEARTBEAT_EVERY);
      const end = request.headers.has('cookie') ? setTimeout(() => stop.abort(), LONGEST_SIGNED_IN) : undefined;
      const clear = (): void => {
        clearInterval(beat);
        clearTimeout(end);
      };
      if (signal.aborted) clear();
      else signal.addEventListener('abort', clear, { once: true });
      controller.enqueue(encoder.encode(formatReady(revision)));
    },
    async pull(controller) {
      const feed = await changes.next().catch((error: unknown) => {
        log.error({ err: error }, 'the stream of changes failed');
        return { done: true, value: undefined } as const;
      });
      if (feed.done !== true) {
        controller.enqueue(encoder.encode(formatSse({ event: 'changes', id: feed.value.revision, data: feed.value })));
        return;
      }
      stop.abort();
      controller.close();
    },
    cancel: () => stop.abort(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
