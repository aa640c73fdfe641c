import type { HistoryEvent } from './history-event';

/** An event waiting for the next turn; `seq` orders the inbox of one instance and is never reused within it. */
export type InboxEntry = {
  readonly seq: number;
  readonly event: HistoryEvent;
  /** True: a turn was to be handed out as soon as this was durable, so a turn that ends with it is opened at its time. */
  readonly opensTurn?: boolean | undefined;
};
