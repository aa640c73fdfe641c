import { stringify } from 'csv-stringify/sync';
import type { ExportFormat } from '@/lib/api/list-params';

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** What stands in each column of a table, by its heading. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => string | number | undefined>>;

/**
 * A download of pages of rows, written while they are read. When a page cannot be read the connection breaks, so that a part
 * is never taken for the whole. In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function download<Row>(
  pages: AsyncGenerator<readonly Row[]>,
  { name, format, columns }: { readonly name: string; readonly format: ExportFormat; readonly columns: Columns<Row> },
): Response {
  const encoder = new TextEncoder();
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pages.next();
      const rows = value as readonly Row[] | undefined;
      const text = rows && (format === 'csv' ? csvOf(rows, columns, isFirst) : ndjsonOf(rows));
      if (text !== undefined) controller.enqueue(encoder.encode(text));
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
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

function csvOf<Row>(rows: readonly Row[], columns: Columns<Row>, isFirst: boolean): string {
  return stringify(
    rows.map((row) => Object.values(columns).map((valueOf) => valueOf(row))),
    { header: isFirst, columns: Object.keys(columns), escape_formulas: true, record_delimiter: 'windows' },
  );
}

function ndjsonOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** An instant as text; nothing for none. */
export function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
