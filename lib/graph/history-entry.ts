import type { HistoryEvent } from '@/lib/domain/history-event';

/** One line of history as the graph reads it; `pending` events were received and are not yet handed to the worker. */
export type HistoryEntry = { readonly sequence: number; readonly pending: boolean; readonly event: HistoryEvent };
