import type { ExportFormat } from '@/lib/api/list-params';
import type { BulkItem } from '@/lib/domain/bulk-job';
import { download, isoOf, type Columns } from './download';

const COLUMNS: Columns<BulkItem> = {
  seq: ({ seq }) => seq,
  appId: ({ appId }) => appId,
  instanceId: ({ instanceId }) => instanceId,
  workflow: ({ name }) => name,
  createdAt: ({ createdAt }) => isoOf(createdAt),
  statusWhenFrozen: ({ status }) => status,
  outcome: ({ state }) => state,
  note: ({ note }) => note,
  attempts: ({ attempts }) => attempts,
  at: ({ at }) => isoOf(at),
};

/** A download of the ledger of a bulk job, in the order of its set. */
export function ledgerResponse(pages: AsyncGenerator<readonly BulkItem[]>, format: ExportFormat): Response {
  return download(pages, { name: 'bulk-job', format, columns: COLUMNS });
}
