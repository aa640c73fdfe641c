import type { Sql } from '@prisma/client/runtime/client';
import { NO_HASH, rowAt } from '../audit-chain';
import type { AuditDraft } from '../audit-log';
import { openConsoleConnection } from './open-console-connection';
import { withSqliteErrors } from './sqlite-error';
import { runStatements, unlessHitNothing } from './transactions';

const COLUMNS = [
  ...['seq', 'at', 'phase', 'decided', 'action', 'actor_kind', 'actor', 'role', 'address', 'app_id', 'instance_id'],
  ...['subject', 'reason', 'detail', 'outcome', 'error', 'took_ms', 'previous', 'hash'],
];

/** Adds a row, after what it tells of; undefined when the first statement of that hit nothing. */
type Append = (draft: AuditDraft, change?: readonly Sql[]) => number | undefined;

/**
 * Adds rows to the log of the file at `path`. Each is one transaction that takes the write lock first and holds it for no
 * longer than its three statements and those of the change that it tells of: nothing is awaited within, so that neither the runtime nor another console waits for a
 * console that is busy. The connection is opened by the first row, leaves the log of SQLite to the runtime and is never
 * closed (docs/decisions/0027).
 */
export function createAuditAppender(path: string): Append {
  let append: Append | undefined;
  return (...row) => withSqliteErrors(path, () => (append ??= openAppender(path))(...row));
}

function openAppender(path: string): Append {
  const db = openConsoleConnection(path);
  const place = db.prepare<[string], { seq: number; hash: string }>(
    `INSERT INTO audit_head (id, seq, hash) VALUES (1, 1, ?)
     ON CONFLICT (id) DO UPDATE SET seq = audit_head.seq + 1 RETURNING seq, hash`,
  );
  const names = COLUMNS.map((name) => `"${name}"`).join(', ');
  const add = db.prepare(`INSERT INTO audit_entry (${names}) VALUES (${COLUMNS.map(() => '?').join(', ')})`);
  const move = db.prepare<[string]>('UPDATE audit_head SET hash = ? WHERE id = 1');
  const append = db.transaction((draft: AuditDraft, change: readonly Sql[]) => {
    runStatements(db, change);
    const next = place.get(NO_HASH);
    if (next === undefined) throw new Error('the head of the audit log answers');
    const row = rowAt(draft, next);
    const { seq, at, phase, decided, action, actorKind, actor, role, address, appId, instanceId } = row;
    const { subject, reason, detail, outcome, error, tookMs, previous, hash } = row;
    const first = [seq, at, phase, decided, action, actorKind, actor, role, address, appId, instanceId];
    add.run(...first, subject, reason, detail, outcome, error, tookMs, previous, hash);
    move.run(hash);
    return seq;
  });
  return (draft, change = []) => unlessHitNothing(() => append.immediate(draft, change));
}
