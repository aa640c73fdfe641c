import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { changeFeedSchema, type ChangeFeedJson } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { ConsoleClient } from './console-client';

/** How often a lost stream is asked for again before it is given up, and how long between, in milliseconds. */
const MOST_LOSSES = 120;
const BETWEEN_LOSSES = 1_000;

/** `ready`: whatever changes from now on is told; what is there already is not. */
export type ChangeMessage = { readonly kind: 'ready' } | { readonly kind: 'changes'; readonly feed: ChangeFeedJson };

export type FollowRequest = {
  readonly signal: AbortSignal;
  /** Called when the stream is lost, once, before it is asked for again and again. */
  readonly onLost: () => void;
};

/**
 * What changes, as it happens, until the signal aborts or nobody reads on. A stream that is lost is taken up where it was
 * lost, and is `ready` once more. Throws `unavailable` when it stays away.
 */
export async function* followChanges(
  client: ConsoleClient,
  { signal, onLost }: FollowRequest,
): AsyncGenerator<ChangeMessage, void> {
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const isOver = (): boolean => stop.aborted;
  let place: Place = { seen: undefined, losses: 0 };
  try {
    while (!isOver()) {
      for await (const { revision, message } of messagesFrom(client, place, stop)) {
        place = { seen: revision, losses: 0 };
        yield message;
      }
      if (isOver()) return;
      place = { ...place, losses: place.losses + 1 };
      if (place.losses === 1) onLost();
      await pause(BETWEEN_LOSSES, undefined, { signal: stop }).catch(() => undefined);
    }
  } finally {
    left.abort();
  }
}

/** The newest revision that was told, and how often in a row nothing was. */
type Place = { readonly seen: number | undefined; readonly losses: number };

/** The messages of one stream, until it is lost or no longer wanted. */
async function* messagesFrom(client: ConsoleClient, { seen, losses }: Place, signal: AbortSignal) {
  let isOpen = false;
  try {
    const body = await client.open(`/api/v1/events${seen === undefined ? '' : `?after=${seen}`}`, { signal });
    isOpen = true;
    yield* readStream(body);
  } catch (error) {
    const isWorthwhile = isOpen || (seen !== undefined && losses < MOST_LOSSES);
    if (!signal.aborted && (!isWorthwhile || !isLoss(error))) throw error;
  }
}

/** `fetch` and its streams fail with a TypeError when a connection breaks. */
function isLoss(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof AppError && error.code === 'unavailable');
}

const readySchema = z.object({ revision: z.number() });

async function* readStream(body: ReadableStream<Uint8Array>) {
  for await (const block of blocksOf(body)) {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data: unknown = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null');
    if (event === 'ready') yield { ...readySchema.parse(data), message: { kind: 'ready' } as const };
    if (event !== 'changes') continue;
    const feed = changeFeedSchema.parse(data);
    yield { revision: feed.revision, message: { kind: 'changes', feed } as const };
  }
}

/** The messages of a stream of server-sent events, which end with an empty line. */
async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const blocks = (text + decoder.decode(read.value, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
}
