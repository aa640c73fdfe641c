import { INSTANCE_COLUMNS, type InstanceRow } from '../rows/instance-row';
import type { StatePlace } from '../runtime-store';
import type { TrendMove } from '../rows/trend-moves';
import type { Statement } from './ask';
import type { CommitPlan } from './commit-plan';
import { fenceStatement, type Fence } from './postgres-lease';
import { rowStatements, TableWrite, type SqlType } from './table-write';

/** The channel that tells readers of a commit; the message is the newest revision. */
export const CHANGES = 'perdure_changes';

/** The statements that carry a plan out, in order: the fence first; those with nothing to do are left out. */
export function statementsOf(plan: CommitPlan, fence: Fence): readonly Statement[] {
  return [
    fenceStatement(fence),
    ...removals(plan),
    ...additions(plan),
    ...counterMoves(plan),
    ...trendMoves(plan),
    ...marks(plan),
  ];
}

function removals(plan: CommitPlan): readonly Statement[] {
  const byKey = (table: string, keys: readonly number[], column = 'instance_key'): readonly Statement[] =>
    keys.length === 0
      ? []
      : [{ name: `clear ${table}`, text: `DELETE FROM ${table} WHERE ${column} = ANY ($1::bigint[])`, values: [keys] }];
  return [
    ...byKey('instance', plan.purged, '"key"'),
    ...byKey('history', plan.clearedHistory),
    ...byKey('step', plan.clearedSteps),
    ...byKey('propagated_history', plan.clearedPropagated),
    ...rowStatements(plan.consumed, consumeInbox),
    ...rowStatements(plan.droppedValues, dropValues),
    ...rowStatements(plan.droppedStates, dropStates),
    ...rowStatements(plan.usedAgain, forgetTombstones),
  ];
}

function additions(plan: CommitPlan): readonly Statement[] {
  return [
    ...rowStatements(plan.instances, putInstances),
    ...rowStatements(plan.ids, addIds),
    ...rowStatements(plan.payloads, putPayloads),
    ...rowStatements(plan.values, putValues),
    ...rowStatements(plan.history, appendHistory),
    ...rowStatements(plan.inbox, addToInbox),
    ...rowStatements(plan.steps, putSteps),
    ...rowStatements(plan.propagated, putPropagated),
    ...rowStatements(plan.states, putStates),
    ...rowStatements(plan.tombstones, putTombstones),
  ];
}

function counterMoves({ counters }: CommitPlan): readonly Statement[] {
  const cells = counters.map(({ appId, counted: { name, status }, by }) => ({ appId, name, status, by }));
  return [
    ...rowStatements(
      cells.filter(({ by }) => by > 0),
      raiseCounters,
    ),
    ...rowStatements(
      cells.filter(({ by }) => by < 0),
      lowerCounters,
    ),
  ];
}

function trendMoves({ outdatedTrends, trends }: CommitPlan): readonly Statement[] {
  const text = 'DELETE FROM trend WHERE span = $1::int AND at < $2::bigint';
  const drops = outdatedTrends.map(({ span, before }) => ({ name: 'drop trends', text, values: [span, before] }));
  return [...drops, ...rowStatements(trends, raiseTrends)];
}

function marks({ marks: { revision, key } }: CommitPlan): readonly Statement[] {
  const text = `UPDATE meta SET value = CASE name WHEN 'revision' THEN $1::bigint ELSE $2::bigint END
    WHERE name IN ('revision', 'key')`;
  return [
    { name: 'marks', text, values: [revision, key] },
    { name: 'notify', text: `SELECT pg_notify('${CHANGES}', $1::text)`, values: [String(revision)] },
  ];
}

const KEY = { column: 'instance_key', type: 'bigint', of: ({ key }: { readonly key: number }) => key } as const;

const putInstances = new TableWrite<InstanceRow>({
  table: 'instance',
  columns: Object.entries(INSTANCE_COLUMNS).map(([field, column]) => ({
    column,
    type: typeOf(column),
    // Safe: the fields of a row are the keys of this very table.
    of: (row) => row[field as keyof InstanceRow],
  })),
  replaces: ['key'],
});

const addIds = new TableWrite<CommitPlan['ids'][number]>({
  table: 'instance_text',
  columns: [KEY, { column: 'instance_id', type: 'text', of: ({ instanceId }) => instanceId }],
});

const putPayloads = new TableWrite<CommitPlan['payloads'][number]>({
  table: 'instance_payload',
  columns: [
    KEY,
    { column: 'input', type: 'text', of: ({ input }) => input },
    { column: 'output', type: 'text', of: ({ output }) => output },
    { column: 'custom_status', type: 'text', of: ({ customStatus }) => customStatus },
    { column: 'failure', type: 'text', of: ({ failure }) => failure },
  ],
  replaces: ['instance_key'],
});

const PATH = { column: 'path_id', type: 'int', of: ({ pathId }: { readonly pathId: number }) => pathId } as const;

/** Leaves a value alone that is the same: most writes of a payload change one part of it. */
export const putValues = new TableWrite<CommitPlan['values'][number]>({
  table: 'declared_value',
  columns: [
    KEY,
    PATH,
    { column: 'value', type: 'text', of: ({ value }) => value },
    { column: 'number', type: 'float8', of: ({ number }) => number },
  ],
  sql: (rows, columns) => `INSERT INTO declared_value (${columns}) SELECT ${columns} FROM ${rows}
    ON CONFLICT (instance_key, path_id) DO UPDATE SET value = excluded.value, number = excluded.number
    WHERE declared_value.value <> excluded.value`,
});

const dropValues = new TableWrite<CommitPlan['droppedValues'][number]>({
  table: 'declared_value',
  columns: [KEY, PATH],
  sql: (rows) =>
    `DELETE FROM declared_value v USING ${rows} WHERE v.instance_key = r.instance_key AND v.path_id = r.path_id`,
});

const appendHistory = new TableWrite<CommitPlan['history'][number]>({
  table: 'history',
  columns: [
    KEY,
    { column: 'sequence', type: 'int', of: ({ sequence }) => sequence },
    { column: 'kind', type: 'text', of: ({ kind }) => kind },
    { column: 'event_id', type: 'int', of: ({ eventId }) => eventId },
    { column: 'at', type: 'float8', of: ({ at }) => at },
    { column: 'bytes', type: 'bytea', of: ({ bytes }) => bytes },
  ],
});

const addToInbox = new TableWrite<CommitPlan['inbox'][number]>({
  table: 'inbox',
  columns: [
    KEY,
    { column: 'seq', type: 'int', of: ({ seq }) => seq },
    { column: 'bytes', type: 'bytea', of: ({ bytes }) => bytes },
    { column: 'opens_turn', type: 'int', of: ({ opensTurn }) => opensTurn },
  ],
});

const putSteps = new TableWrite<CommitPlan['steps'][number]>({
  table: 'step',
  columns: [
    KEY,
    { column: 'generation', type: 'int', of: ({ generation }) => generation },
    { column: 'event_id', type: 'int', of: ({ eventId }) => eventId },
    { column: 'kind', type: 'text', of: ({ kind }) => kind },
    { column: 'name', type: 'text', of: ({ name }) => name },
    { column: 'status', type: 'text', of: ({ status }) => status },
    { column: 'attempt', type: 'int', of: ({ attempt }) => attempt },
    { column: 'scheduled_at', type: 'float8', of: ({ scheduledAt }) => scheduledAt },
    { column: 'ended_at', type: 'float8', of: ({ endedAt }) => endedAt },
    { column: 'error', type: 'text', of: ({ error }) => error },
    { column: 'failed_tries', type: 'int', of: ({ failedTries }) => failedTries },
    { column: 'next_attempt_at', type: 'float8', of: ({ nextAttemptAt }) => nextAttemptAt },
  ],
  replaces: ['instance_key', 'generation', 'event_id'],
});

const putPropagated = new TableWrite<CommitPlan['propagated'][number]>({
  table: 'propagated_history',
  columns: [KEY, { column: 'bytes', type: 'bytea', of: ({ bytes }) => bytes }],
  replaces: ['instance_key'],
});

const REF = [
  { column: 'app_id', type: 'text', of: ({ appId }: { readonly appId: string }) => appId },
  { column: 'instance_id', type: 'text', of: ({ instanceId }: { readonly instanceId: string }) => instanceId },
] as const;

const STATE_PLACE = [
  { column: 'app_id', type: 'text', of: ({ appId }: StatePlace) => appId },
  { column: 'store', type: 'text', of: ({ store }: StatePlace) => store },
  { column: 'state_key', type: 'text', of: ({ key }: StatePlace) => key },
] as const;

const putStates = new TableWrite<CommitPlan['states'][number]>({
  table: 'app_state',
  columns: [
    ...STATE_PLACE,
    { column: 'value', type: 'bytea', of: ({ value }) => value },
    { column: 'etag', type: 'text', of: ({ etag }) => etag },
    { column: 'updated_at', type: 'float8', of: ({ at }) => at },
  ],
  replaces: ['app_id', 'store', 'state_key'],
});

const dropStates = new TableWrite<StatePlace>({
  table: 'app_state',
  columns: STATE_PLACE,
  sql: (rows) =>
    `DELETE FROM app_state USING ${rows}
     WHERE app_state.app_id = r.app_id AND app_state.store = r.store AND app_state.state_key = r.state_key`,
});

const putTombstones = new TableWrite<CommitPlan['tombstones'][number]>({
  table: 'tombstone',
  columns: [...REF, { column: 'revision', type: 'bigint', of: ({ revision }) => revision }],
  replaces: ['app_id', 'instance_id'],
});

const forgetTombstones = new TableWrite<CommitPlan['usedAgain'][number]>({
  table: 'tombstone',
  columns: REF,
  sql: (rows) => `DELETE FROM tombstone t USING ${rows} WHERE t.app_id = r.app_id AND t.instance_id = r.instance_id`,
});

const consumeInbox = new TableWrite<CommitPlan['consumed'][number]>({
  table: 'inbox',
  columns: [KEY, { column: 'through', type: 'int', of: ({ through }) => through }],
  sql: (rows) => `DELETE FROM inbox i USING ${rows} WHERE i.instance_key = r.instance_key AND i.seq <= r.through`,
});

type CounterCell = { readonly appId: string; readonly name: string; readonly status: string; readonly by: number };

const COUNTER = [
  { column: 'app_id', type: 'text', of: ({ appId }: CounterCell) => appId },
  { column: 'name', type: 'text', of: ({ name }: CounterCell) => name },
  { column: 'status', type: 'text', of: ({ status }: CounterCell) => status },
  { column: 'count', type: 'int', of: ({ by }: CounterCell) => by },
] as const;

const raiseCounters = new TableWrite<CounterCell>({
  table: 'counter',
  columns: COUNTER,
  sql: (rows, columns) => `INSERT INTO counter (${columns}) SELECT ${columns} FROM ${rows}
    ON CONFLICT (app_id, name, status) DO UPDATE SET count = counter.count + excluded.count`,
});

const lowerCounters = new TableWrite<CounterCell>({
  table: 'counter',
  columns: COUNTER,
  // COMMIT is on its way by the time an answer could be read, so the statement itself fails when a counter is missing.
  sql: (rows) => `WITH lowered AS (
      UPDATE counter c SET count = c.count + r.count FROM ${rows}
      WHERE c.app_id = r.app_id AND c.name = r.name AND c.status = r.status RETURNING 1
    )
    SELECT 1 / (count(*) = cardinality($1))::int FROM lowered`,
});

const raiseTrends = new TableWrite<TrendMove>({
  table: 'trend',
  columns: [
    { column: 'span', type: 'int', of: ({ span }) => span },
    { column: 'at', type: 'bigint', of: ({ at }) => at },
    { column: 'app_id', type: 'text', of: ({ appId }) => appId },
    { column: 'name', type: 'text', of: ({ name }) => name },
    { column: 'measure', type: 'text', of: ({ measure }) => measure },
    { column: 'slot', type: 'int', of: ({ slot }) => slot },
    { column: 'count', type: 'int', of: ({ count }) => count },
  ],
  sql: (rows, columns) => `INSERT INTO trend (${columns}) SELECT ${columns} FROM ${rows}
    ON CONFLICT (span, at, app_id, name, measure, slot) DO UPDATE SET count = trend.count + excluded.count`,
});

function typeOf(column: string): SqlType {
  if (column === 'key' || column === 'revision') return 'bigint';
  if (column.endsWith('_at')) return 'float8';
  const counts = ['generation', 'parent_task_id', 'open_tasks', 'attempts', 'history_length', 'inbox_length'];
  return counts.includes(column) ? 'int' : 'text';
}
