import type { Statement } from './ask';

export type SqlType = 'bigint' | 'int' | 'text' | 'float8' | 'bytea';

export type Column<Row> = { readonly column: string; readonly type: SqlType; readonly of: (row: Row) => unknown };

type Plan<Row> = {
  readonly table: string;
  readonly columns: readonly Column<Row>[];
  /** The columns of the key by which a row that is there is replaced; a row that is there is refused without. */
  readonly replaces?: readonly string[];
  /** Another statement than an insert, over `rows`: the given ones as a table named r. */
  readonly sql?: (rows: string, columns: string) => string;
};

/** Most rows and bytes of one statement: texts in JavaScript end at half a gigabyte, and bytes are sent as hex. */
const MOST_ROWS = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** How rows of one kind are written by one statement: each column travels as one array. */
export class TableWrite<Row> {
  readonly #columns: readonly Column<Row>[];
  readonly #name: string;
  readonly #text: string;

  constructor({ table, columns, replaces, sql }: Plan<Row>) {
    const quoted = columns.map(({ column }) => `"${column}"`);
    const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
    const rows = `unnest(${arrays.join(', ')}) AS r (${quoted.join(', ')})`;
    const names = quoted.join(', ');
    this.#columns = columns;
    this.#text = (sql ?? insertInto(table, replaces))(rows, names);
    this.#name = this.#text.slice(0, 40).replace(/\s+/g, ' ');
  }

  statement(rows: readonly Row[]): Statement {
    return {
      name: this.#name,
      text: this.#text,
      values: this.#columns.map(({ of }) => rows.map(of)),
    };
  }

  /** About how many bytes a row takes on its way. */
  sizeOf(row: Row): number {
    return this.#columns.reduce((total, { of }) => total + sizeOf(of(row)), 0);
  }
}

/** The statements that write these rows: none for none, one for most, several for very many or very large ones. */
export function rowStatements<Row>(rows: readonly Row[], write: TableWrite<Row>): readonly Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  let bytes = 0;
  rows.forEach((row, index) => {
    const size = write.sizeOf(row);
    if (index > from && (index - from >= MOST_ROWS || bytes + size > MOST_BYTES)) {
      statements.push(write.statement(rows.slice(from, index)));
      from = index;
      bytes = 0;
    }
    bytes += size;
  });
  return from < rows.length ? [...statements, write.statement(rows.slice(from))] : statements;
}

function insertInto(table: string, replaces: readonly string[] | undefined) {
  return (rows: string, names: string): string => {
    const insert = `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${rows}`;
    if (replaces === undefined) return insert;
    const key = replaces.map((column) => `"${column}"`);
    const changes = names
      .split(', ')
      .filter((name) => !key.includes(name))
      .map((name) => `${name} = excluded.${name}`);
    return `${insert} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')}`;
  };
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return value instanceof Uint8Array ? value.byteLength * 2 : 8;
}
