import { stringify } from 'csv-stringify/sync';
import type { ExportFormat } from '@/lib/api/list-params';
import type { InstanceSummary } from '@/lib/domain/instance';

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

const COLUMNS: Readonly<Record<string, (instance: InstanceSummary) => string | number | undefined>> = {
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
};

/**
 * A download of pages of instances, written while they are read. When a page cannot be read the connection breaks, so that a
 * part is never taken for the whole. In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function exportResponse(pages: AsyncGenerator<readonly InstanceSummary[]>, format: ExportFormat): Response {
  const write = format === 'csv' ? csvOf : ndjsonOf;
  const encoder = new TextEncoder();
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pages.next();
      if (value !== undefined) controller.enqueue(encoder.encode(write(value, isFirst)));
      isFirst = false;
      if (done === true) controller.close();
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="executions.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

function csvOf(instances: readonly InstanceSummary[], isFirst: boolean): string {
  return stringify(
    instances.map((instance) => Object.values(COLUMNS).map((valueOf) => valueOf(instance))),
    { header: isFirst, columns: Object.keys(COLUMNS), escape_formulas: true, record_delimiter: 'windows' },
  );
}

function ndjsonOf(instances: readonly InstanceSummary[]): string {
  return instances.map((instance) => `${JSON.stringify(instance)}\n`).join('');
}

function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
