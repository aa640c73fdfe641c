import type { ExportFormat } from '@/lib/api/list-params';
import type { InstanceSummary } from '@/lib/domain/instance';
import { download, isoOf, type Columns } from './download';

const COLUMNS: Columns<InstanceSummary> = {
  status: ({ status }) => status,
  workflow: ({ name }) => name,
  version: ({ version }) => version,
  instanceId: ({ instanceId }) => instanceId,
  appId: ({ appId }) => appId,
  createdAt: ({ createdAt }) => isoOf(createdAt),
  startedAt: ({ startedAt }) => isoOf(startedAt),
  completedAt: ({ completedAt }) => isoOf(completedAt),
  durationMs: ({ startedAt, completedAt }) =>
    startedAt === undefined || completedAt === undefined ? undefined : Math.round(completedAt - startedAt),
  parent: ({ parent }) => parent?.instanceId,
  rerunOf: ({ rerunOf }) => rerunOf,
  attempts: ({ attempts }) => attempts,
  lastError: ({ lastError }) => lastError,
  tags: ({ tags }) => (Object.keys(tags).length === 0 ? undefined : JSON.stringify(tags)),
  flaws: ({ flaws }) => flaws?.map(({ key, what }) => `${key} ${what}`).join('; '),
};

/** A download of pages of instances. */
export function exportResponse(pages: AsyncGenerator<readonly InstanceSummary[]>, format: ExportFormat): Response {
  return download(pages, { name: 'executions', format, columns: COLUMNS });
}
