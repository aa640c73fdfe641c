import type { InboxEntry } from '@/lib/domain/inbox-entry';
import { fromEventBytes, toEventBytes } from './event-bytes';

/** A row of table `inbox`, without the instance it belongs to. */
export type InboxRow = { readonly seq: number; readonly bytes: Uint8Array; readonly opensTurn: number };

/** Its columns, as a SELECT names them. */
export const INBOX_COLUMNS = 'seq, bytes, opens_turn AS "opensTurn"';

export function toInboxRow({ seq, event, opensTurn }: InboxEntry): InboxRow {
  return { seq, bytes: toEventBytes(event), opensTurn: opensTurn === true ? 1 : 0 };
}

export function fromInboxRow({ seq, bytes, opensTurn }: InboxRow): InboxEntry {
  const event = fromEventBytes(bytes);
  return opensTurn === 1 ? { seq, event, opensTurn: true } : { seq, event };
}
