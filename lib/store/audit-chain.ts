import { createHash } from 'node:crypto';
import type { AuditDraft, AuditHead, AuditRow } from './audit-log';

/** What stands for the hash before the first row. */
export const NO_HASH = '0'.repeat(64);

/** Changed whenever the rows of a chain are written down in another way. */
const FORM = 1;

/**
 * The hash of a row: SHA-256, in hex, over its fields as a JSON list in this order, which is the same whatever database holds
 * them. `hash` itself is left out.
 */
function hashOfRow(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, phase, decided, action, actorKind, actor, role, address } = row;
  const { appId, instanceId, subject, reason, detail, outcome, error, tookMs, previous } = row;
  const what = [action, actorKind, actor, role, address, appId, instanceId, subject, reason, detail];
  const text = JSON.stringify([FORM, previous, seq, at, phase, decided, ...what, outcome, error, tookMs]);
  return createHash('sha256').update(text).digest('hex');
}

/** The row of a draft at its place, after the hash of the row before it. */
export function rowAt(draft: AuditDraft, { seq, hash }: AuditHead): AuditRow {
  const { at, action, actor, address, appId, instanceId, subject, outcome, error } = draft;
  const isOutcome = draft.phase === 'outcome';
  const row = {
    ...{ seq, at, action, outcome, phase: draft.phase, decided: isOutcome ? draft.decided : null },
    ...{ actorKind: actor.kind, actor: storable(actor.name), role: actor.role, address: orNull(address) },
    ...{ appId: orNull(appId), instanceId: orNull(instanceId), subject: orNull(subject) },
    ...{ reason: isOutcome ? null : orNull(draft.reason), detail: isOutcome ? null : orNull(draft.detail) },
    ...{ error: orNull(error), tookMs: isOutcome ? draft.tookMs : null, previous: hash },
  };
  return { ...row, hash: hashOfRow(row) };
}

function orNull(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}

/** A text that every database gives back as it was: without the signs that one of them does not take. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** Something in a log that is not as it was written. */
export type ChainFault = { readonly seq: number; readonly what: string };

/** Where the check of a chain has come to. */
export type ChainState = { readonly seq: number; readonly hash: string };

export const CHAIN_START: ChainState = { seq: 0, hash: NO_HASH };

/**
 * Checks one more row. A row that was changed no longer has its hash; one that was taken out or put elsewhere leaves a gap;
 * one that was written anew does not fit the next.
 */
export function checkRow(
  before: ChainState,
  row: AuditRow,
): { readonly state: ChainState; readonly faults: ChainFault[] } {
  const faults: ChainFault[] = [];
  const fault = (seq: number, what: string): void => void faults.push({ seq, what });
  const missing = row.seq - before.seq - 1;
  if (missing === 1) fault(before.seq + 1, 'the row is missing');
  if (missing > 1) fault(before.seq + 1, `${missing} rows are missing, up to row ${row.seq - 1}`);
  if (hashOfRow(row) !== row.hash) fault(row.seq, 'the row was changed: it does not have the hash it was written with');
  if (missing === 0 && row.previous !== before.hash) fault(row.seq, 'the row does not follow the one before it');
  return { state: { seq: row.seq, hash: row.hash }, faults };
}

/** Checks the end of a log against what the store says apart from it. */
export function checkEnd({ seq, hash }: ChainState, head: AuditHead | undefined): readonly ChainFault[] {
  if (head === undefined) {
    return seq === 0 ? [] : [{ seq, what: 'the mark of the newest row is missing (table audit_head)' }];
  }
  if (seq < head.seq) {
    const rows = head.seq - seq === 1 ? 'row is' : 'rows are';
    return [{ seq: seq + 1, what: `the last ${head.seq - seq} ${rows} missing: there were ${head.seq}` }];
  }
  if (seq > head.seq) return [{ seq: head.seq + 1, what: `rows were added past the newest one, row ${head.seq}` }];
  return hash === head.hash ? [] : [{ seq, what: 'the newest row is not the one that was written last' }];
}
