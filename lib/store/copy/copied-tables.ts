/** What a column holds, by PostgreSQL's words. */
export type ColumnType = 'bigint' | 'int' | 'text' | 'float8' | 'bytea';
export type CopiedValue = string | number | Uint8Array | null;
/** The values of a row, in the order of the columns. */
export type CopiedRow = readonly CopiedValue[];

export type CopiedTable = {
  readonly name: string;
  readonly columns: readonly { readonly column: string; readonly type: ColumnType }[];
  /** How many of the columns, from the first on, are the primary key. */
  readonly keyLength: number;
};

const OF_INSTANCE = 'instance_key bigint';

/** All that a store holds but its marks and its lease, each table after those that it refers to. */
export const COPIED_TABLES: readonly CopiedTable[] = [
  table(
    ...(['instance', 1, 'key bigint', 'app_id text', 'instance_id text', 'name text', 'version text'] as const),
    ...['status text', 'created_at float8', 'scheduled_start_at float8', 'started_at float8', 'updated_at float8'],
    ...['completed_at float8', 'execution_id text', 'generation int', 'parent_app_id text', 'parent_instance_id text'],
    ...['parent_task_id int', 'rerun_of text', 'tags text', 'waiting_on text', 'open_tasks int', 'attempts int'],
    ...['last_error text', 'history_length int', 'inbox_length int', 'due_at float8', 'ask_again_at float8'],
    ...['flaws text', 'revision bigint'],
  ),
  table('instance_payload', 1, OF_INSTANCE, 'input text', 'output text', 'custom_status text', 'failure text'),
  table('propagated_history', 1, OF_INSTANCE, 'bytes bytea'),
  table('history', 2, OF_INSTANCE, 'sequence int', 'kind text', 'event_id int', 'at float8', 'bytes bytea'),
  table('inbox', 2, OF_INSTANCE, 'seq int', 'bytes bytea', 'opens_turn int'),
  table(
    ...(['step', 3, OF_INSTANCE, 'generation int', 'event_id int', 'kind text', 'name text', 'status text'] as const),
    ...['attempt int', 'scheduled_at float8', 'ended_at float8', 'error text', 'failed_tries int'],
    'next_attempt_at float8',
  ),
  table('declared_path', 1, 'id int', 'path text', 'read_through bigint', 'is_complete int'),
  table('declared_value', 2, OF_INSTANCE, 'path_id int', 'value text', 'number float8'),
  table('counter', 3, 'app_id text', 'name text', 'status text', 'count int'),
  table('trend', 6, 'span int', 'at bigint', 'app_id text', 'name text', 'measure text', 'slot int', 'count int'),
  table(
    'saved_view',
    1,
    'id text',
    'name text',
    'search text',
    'is_default int',
    'created_at float8',
    'updated_at float8',
  ),
  table(
    ...(['app_state', 3, 'app_id text', 'store text', 'state_key text', 'value bytea', 'etag text'] as const),
    'updated_at float8',
  ),
  table(
    ...(['bulk_job', 1, 'id text', 'action text', 'target text', 'owner text', 'reason text', 'state text'] as const),
    ...['rate int', 'total int', 'waiting int', 'done int', 'skipped int', 'failed int', 'cursor text'],
    ...['set_hash text', 'created_at float8', 'confirmed_at float8', 'ended_at float8', 'trouble text'],
    ...['claimed_by text', 'claimed_until float8'],
  ),
  table(
    ...(['bulk_item', 2, 'job_id text', 'seq int', 'app_id text', 'instance_id text', 'created_at float8'] as const),
    ...['name text', 'status text', 'state text', 'note text', 'attempts int', 'at float8'],
  ),
  table(
    ...(['audit_entry', 1, 'seq bigint', 'at float8', 'phase text', 'decided bigint', 'action text'] as const),
    ...['actor_kind text', 'actor text', 'role text', 'address text', 'app_id text', 'instance_id text'],
    ...['subject text', 'reason text', 'detail text', 'outcome text', 'error text', 'took_ms float8'],
    ...['previous text', 'hash text'],
  ),
  table('audit_head', 1, 'id int', 'seq bigint', 'hash text'),
  table(
    ...(['api_token', 1, 'id text', 'name text', 'hash text', 'role text', 'apps text', 'workflows text'] as const),
    ...['sees_payloads int', 'created_at float8', 'created_by text', 'expires_at float8', 'used_at float8'],
    'revoked_at float8',
  ),
  table(
    ...(['session', 1, 'hash text', 'name text', 'method text', 'role text', 'apps text', 'workflows text'] as const),
    ...['sees_payloads int', 'address text', 'created_at float8', 'seen_at float8', 'expires_at float8'],
  ),
  table('tombstone', 2, 'app_id text', 'instance_id text', 'revision bigint'),
];

/** The question for the rows after a key, in the order of keys; `parameter` names the nth value, from 1. */
export function pageQuestion(
  { name, columns, keyLength }: CopiedTable,
  isFirst: boolean,
  parameter: (nth: number) => string,
): string {
  const key = columns.slice(0, keyLength).map(({ column }) => `"${column}"`);
  const after = key.map((_, index) => parameter(index + 1)).join(', ');
  const where = isFirst ? '' : ` WHERE (${key.join(', ')}) > (${after})`;
  const limit = parameter(isFirst ? 1 : keyLength + 1);
  const all = columns.map(({ column }) => `"${column}"`).join(', ');
  return `SELECT ${all} FROM ${name}${where} ORDER BY ${key.join(', ')} LIMIT ${limit}`;
}

/** The question for the newest key. */
export function lastKeyQuestion({ name, columns, keyLength }: CopiedTable): string {
  const key = columns.slice(0, keyLength).map(({ column }) => `"${column}"`);
  return `SELECT ${key.join(', ')} FROM ${name} ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1`;
}

function table(name: string, keyLength: number, ...columns: readonly string[]): CopiedTable {
  return {
    name,
    keyLength,
    columns: columns.map((text) => {
      const [column = '', type = ''] = text.split(' ');
      // Safe: the list above is all there is.
      return { column, type: type as ColumnType };
    }),
  };
}
