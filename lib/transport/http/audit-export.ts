import type { ExportFormat } from '@/lib/api/list-params';
import type { AuditEntry } from '@/lib/domain/audit';
import { type Columns, download } from './download';

const COLUMNS: Columns<AuditEntry> = {
  seq: ({ seq }) => seq,
  at: ({ at }) => new Date(at).toISOString(),
  actor: ({ actor }) => actor.name,
  kind: ({ actor }) => actor.kind,
  role: ({ actor }) => actor.role,
  address: ({ address }) => address,
  action: ({ action }) => action,
  appId: ({ appId }) => appId,
  instanceId: ({ instanceId }) => instanceId,
  subject: ({ subject }) => subject,
  reason: ({ reason }) => reason,
  detail: ({ detail }) => detail,
  outcome: ({ outcome }) => outcome,
  error: ({ error }) => error,
  tookMs: ({ tookMs }) => tookMs,
};

/** A download of the audit log. */
export function auditResponse(pages: AsyncGenerator<readonly AuditEntry[]>, format: ExportFormat): Response {
  return download(pages, { name: 'audit', format, columns: COLUMNS });
}
