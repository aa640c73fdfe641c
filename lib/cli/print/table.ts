import { visibleText } from './visible-text';

/** A column of a table: its head, the text of a row, and what is done to the text once it has its width. */
export type Column<Row> = {
  readonly head: string;
  readonly text: (row: Row) => string;
  readonly paint?: (text: string, row: Row) => string;
};

/** Lines of a table without borders: a head, then a line a row, the columns below each other. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) => columns.map(({ text }) => visibleText(text(row))));
  const widths = columns.map(({ head }, index) =>
    cells.reduce((width, line) => Math.max(width, line[index]?.length ?? 0), head.length),
  );
  const padded = (text: string, index: number): string =>
    index === columns.length - 1 ? text : text.padEnd(widths[index] ?? 0);
  const body = rows.map((row, nth) =>
    columns
      .map(({ paint = same }, index) => paint(padded(cells[nth]?.[index] ?? '', index), row))
      .join('  ')
      .trimEnd(),
  );
  return [
    columns
      .map(({ head }, index) => padded(head, index))
      .join('  ')
      .trimEnd(),
    ...body,
  ];
}

function same(text: string): string {
  return text;
}

/** The same for cells that are texts already. */
export function cellLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const columns = head.map((title, index) => ({ head: title, text: (row: readonly string[]) => row[index] ?? '' }));
  return tableLines(columns, rows);
}
