import type { Writable } from 'node:stream';

export type Outbox<Item> = {
  /** Never throws. */
  push(item: Item): void;
  /** Forgets what was not written, and whatever comes later. */
  close(): void;
};

export type OutboxOptions<Item, Wire> = {
  readonly sink: Pick<Writable, 'write' | 'on' | 'off'>;
  readonly toWire: (item: Item) => Wire;
  /** In milliseconds. */
  readonly stallAfterMs: number;
  readonly onStall: () => void;
  readonly onUnwritable: (error: unknown, item: Item) => void;
};

/**
 * Writes items to a stream as fast as it takes them. Items wait in their own form, so a slow reader costs no converted
 * copies; one that takes nothing for `stallAfterMs` is reported once. How many can wait is bounded by who pushes.
 */
export function createOutbox<Item, Wire>(options: OutboxOptions<Item, Wire>): Outbox<Item> {
  const { sink, toWire, stallAfterMs, onStall, onUnwritable } = options;
  let waiting: Item[] = [];
  let stallTimer: NodeJS.Timeout | undefined;
  let closed = false;

  /** False when the stream has had enough for now. */
  const write = (item: Item): boolean => {
    try {
      return sink.write(toWire(item));
    } catch (error) {
      onUnwritable(error, item);
      return true;
    }
  };
  const block = (): void => {
    stallTimer = setTimeout(onStall, stallAfterMs);
    stallTimer.unref();
  };
  const unblock = (): void => {
    clearTimeout(stallTimer);
    stallTimer = undefined;
  };
  const flush = (): void => {
    unblock();
    const items = waiting;
    const full = items.findIndex((item) => !write(item));
    waiting = full === -1 ? [] : items.slice(full + 1);
    if (full !== -1) block();
  };
  sink.on('drain', flush);
  return {
    push(item) {
      if (closed) return;
      if (stallTimer !== undefined) waiting.push(item);
      else if (!write(item)) block();
    },
    close() {
      closed = true;
      unblock();
      waiting = [];
      sink.off('drain', flush);
    },
  };
}
