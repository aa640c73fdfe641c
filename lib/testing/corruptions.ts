/** Stands in SQL for what a corruption is planted in. */
export const VICTIM = ':victim';

/** A fault that a disk, a hand or a program may leave in a store. */
export type Corruption = {
  readonly name: string;
  /** Selects, as `victim`, where it can be planted. */
  readonly victims: string;
  /** Plants it; statements with one place for the victim each. */
  readonly sql: string;
  /** What a check must say of it: `thing: what`. */
  readonly what: RegExp;
};

const STRAY: Readonly<Record<string, string>> = {
  instance_payload: `INSERT INTO instance_payload (instance_key) VALUES (${VICTIM})`,
  propagated_history: `INSERT INTO propagated_history VALUES (${VICTIM}, x'')`,
  history: `INSERT INTO history VALUES (${VICTIM}, 0, 'workflow-started', -1, 0, x'')`,
  inbox: `INSERT INTO inbox VALUES (${VICTIM}, 0, x'', 0)`,
  step: `INSERT INTO step (instance_key, generation, event_id, kind, name, status, attempt, scheduled_at)
    VALUES (${VICTIM}, 1, 0, 'activity', 'x', 'scheduled', 1, 0)`,
  declared_value: `INSERT INTO declared_value (instance_key, path_id, value) VALUES (${VICTIM}, 1, 'x')`,
};

const INSTANCE = `"key" AS victim FROM instance`;
const RUNNING = `${INSTANCE} WHERE status IN ('running', 'suspended')`;
const ENDED = `${INSTANCE} WHERE completed_at IS NOT NULL`;

const ofRow = (column: string, value: string, what = column): Corruption => ({
  name: `${column} of an instance`,
  victims: INSTANCE,
  sql: `UPDATE instance SET ${column} = ${value} WHERE "key" = ${VICTIM}`,
  what: new RegExp(`^instance .*: ${what}$`),
});

const rows: readonly Corruption[] = [
  ofRow('name', `name || 'x'`, 'name'),
  ofRow('version', `'v9'`),
  ofRow('created_at', 'created_at + 1', 'createdAt|^instance .*: startedAt'),
  ofRow('scheduled_start_at', 'coalesce(scheduled_start_at, 0) + 1', 'scheduledStartAt'),
  ofRow('started_at', 'coalesce(started_at, 0) + 1', 'startedAt'),
  ofRow('updated_at', 'updated_at + 1', 'updatedAt'),
  ofRow('completed_at', 'coalesce(completed_at, 0) + 1', 'completedAt'),
  ofRow('execution_id', `'another'`, 'executionId'),
  ofRow('parent_instance_id', `'nobody', parent_app_id = 'x'`, 'parent'),
  ofRow('parent_task_id', 'coalesce(parent_task_id, 0) + 1', 'parentTaskId'),
  ofRow('rerun_of', `coalesce(rerun_of, '') || 'x'`, 'rerunOf'),
  ofRow('tags', `'{"region":"moon"}'`),
  ofRow('waiting_on', `'{"activities":["Wait"],"openTasks":0,"children":[],"events":[]}'`, 'waitingOn'),
  ofRow('open_tasks', 'open_tasks + 1', 'open tasks column'),
  ofRow('attempts', 'attempts + 1'),
  ofRow('last_error', `'an error that nobody told'`, 'lastError'),
  ofRow('history_length', 'history_length + 1', 'historyLength'),
  ofRow('inbox_length', 'inbox_length + 1', 'inboxLength'),
  ofRow('due_at', 'coalesce(due_at, 0) + 1', 'dueAt'),
  ofRow('generation', '0'),
  ofRow('revision', '(SELECT max(revision) + 1 FROM instance)'),
  ofRow('tags', `'{'`, 'the row: .*'),
  {
    name: 'status of an instance',
    victims: RUNNING,
    sql: `UPDATE instance SET status = 'stalled' WHERE "key" = ${VICTIM}`,
    what: /^instance .*: status$/,
  },
  {
    name: 'status of an instance, of which the counters know nothing',
    victims: ENDED,
    sql: `UPDATE instance SET status = 'running' WHERE "key" = ${VICTIM}`,
    what: /^counter of .*, running: count$/,
  },
  {
    name: 'an instance that is gone',
    victims: INSTANCE,
    sql: `DELETE FROM instance WHERE "key" = ${VICTIM}`,
    what: /^counter of/,
  },
];

const history: readonly Corruption[] = [
  {
    name: 'a gap in a history',
    victims: `instance_key AS victim FROM history WHERE sequence = 1`,
    sql: `DELETE FROM history WHERE instance_key = ${VICTIM} AND sequence = 0`,
    what: /: sequence of history event 0$/,
  },
  {
    name: 'the end of a history that is gone',
    victims: ENDED,
    sql: `DELETE FROM history WHERE instance_key = ${VICTIM} AND sequence = (SELECT history_length - 1 FROM instance WHERE "key" = history.instance_key)`,
    what: /^instance .*: (status|historyLength)$/,
  },
  {
    name: 'an event that is no event',
    victims: `instance_key AS victim FROM history WHERE sequence = 0`,
    sql: `UPDATE history SET bytes = x'ff' WHERE instance_key = ${VICTIM} AND sequence = 0`,
    what: /: history event 0: /,
  },
  ...['kind', 'event_id', 'at'].map((column) => ({
    name: `${column} beside an event`,
    victims: `instance_key AS victim FROM history WHERE sequence = 0`,
    sql: `UPDATE history SET ${column} = 77 WHERE instance_key = ${VICTIM} AND sequence = 0`,
    what: /: columns of history event 0$/,
  })),
  {
    name: 'an inbox entry that is gone',
    victims: 'instance_key AS victim FROM inbox',
    sql: `DELETE FROM inbox WHERE instance_key = ${VICTIM}`,
    what: /: inboxLength$/,
  },
  {
    name: 'an inbox entry that is no event',
    victims: 'instance_key AS victim FROM inbox',
    sql: `UPDATE inbox SET bytes = x'ff' WHERE instance_key = ${VICTIM}`,
    what: /: inbox entry \d+: /,
  },
  ...['input', 'output', 'failure'].map((column) => ({
    name: `${column} of an instance`,
    victims: ENDED,
    sql: `UPDATE instance_payload SET ${column} = '{"type":"x"}' WHERE instance_key = ${VICTIM}`,
    what: new RegExp(`^instance .*: ${column}$`),
  })),
];

const ofValue = (name: string, sql: string): Corruption => ({
  name: `a value at a declared path that ${name}`,
  victims: 'instance_key AS victim FROM declared_value',
  sql,
  what: /^instance .*: value at \w+/,
});

const values: readonly Corruption[] = [
  ofValue('is another', `UPDATE declared_value SET value = value || 'x' WHERE instance_key = ${VICTIM}`),
  ofValue('is another number', `UPDATE declared_value SET number = -77 WHERE instance_key = ${VICTIM}`),
  ofValue('is gone', `DELETE FROM declared_value WHERE instance_key = ${VICTIM}`),
];

const ofStep = (column: string, value: string, what: string): Corruption => ({
  name: `${column} of a step`,
  victims: `instance_key AS victim FROM step WHERE status = 'completed' AND kind <> 'event'`,
  sql: `UPDATE step SET ${column} = ${value} WHERE instance_key = ${VICTIM} AND status = 'completed' AND kind <> 'event'`,
  what: new RegExp(`^instance .*: ${what}step \\d+$`),
});

const steps: readonly Corruption[] = [
  ofStep('name', `name || 'x'`, 'name of '),
  ofStep('kind', `CASE kind WHEN 'child' THEN 'activity' ELSE 'child' END`, 'kind of '),
  ofStep('status', `'failed'`, 'status of '),
  ofStep('attempt', 'attempt + 1', 'attempt of '),
  ofStep('scheduled_at', 'scheduled_at + 1', 'scheduled time of '),
  ofStep('ended_at', 'ended_at + 1', 'end of '),
  ofStep('error', `'none'`, 'error of '),
  ofStep('failed_tries', '5', 'attempt of '),
  ofStep('next_attempt_at', '5', 'next attempt of '),
  ofStep('generation', 'generation + 1', 'generation of '),
  ofStep('event_id', 'event_id + 1000', ''),
  {
    name: 'a step that is gone',
    victims: 'instance_key AS victim FROM step',
    sql: `DELETE FROM step WHERE instance_key = ${VICTIM}`,
    what: /^instance .*: step \d+$/,
  },
];

const whole: readonly Corruption[] = [
  {
    name: 'a counter',
    victims: 'rowid AS victim FROM (SELECT rank() OVER (ORDER BY app_id, name, status) AS rowid FROM counter)',
    sql: `UPDATE counter SET count = count + 1 WHERE (app_id, name, status) =
      (SELECT app_id, name, status FROM counter ORDER BY app_id, name, status LIMIT 1 OFFSET ${VICTIM} - 1)`,
    what: /^counter of .*: count$/,
  },
  {
    name: 'a bucket of the trends',
    victims: `CAST(created_at / 3600000 AS INTEGER) * 3600000 AS victim FROM instance`,
    sql: `DELETE FROM trend WHERE span = 3600000 AND at = ${VICTIM}`,
    what: /^trend of .*, hour at .*: count$/,
  },
  ...Object.entries(STRAY).map(([table, sql]) => ({
    name: `rows of nobody in ${table}`,
    victims: `max("key") + 7 AS victim FROM instance`,
    sql,
    what: new RegExp(`^table ${table}: rows of key \\d+$`),
  })),
  {
    name: 'an id that is not in its index',
    victims: `"key" AS victim FROM instance WHERE "key" <= (SELECT value FROM meta WHERE name = 'indexed_key')`,
    sql: `INSERT INTO instance_text (instance_text, rowid, instance_id)
      SELECT 'delete', "key", instance_id FROM instance WHERE "key" = ${VICTIM}`,
    what: /^instance of key \d+: index over ids$/,
  },
  {
    name: 'an id in the index that nobody has',
    victims: `max("key") + 7 AS victim FROM instance`,
    sql: `INSERT INTO instance_text (rowid, instance_id) VALUES (${VICTIM}, 'nobody')`,
    what: /^table instance_text: rows of key \d+$/,
  },
  {
    name: 'the mark of the revisions',
    victims: `name AS victim FROM meta WHERE name = 'revision'`,
    sql: `UPDATE meta SET value = 5 WHERE name = ${VICTIM}`,
    what: /^instance .*: revision$/,
  },
  {
    name: 'the mark of the keys',
    victims: `name AS victim FROM meta WHERE name = 'key'`,
    sql: `UPDATE meta SET value = 5 WHERE name = ${VICTIM}`,
    what: /^instance .*: key$/,
  },
  {
    name: 'a revision that two rows have',
    victims: 'revision AS victim FROM instance',
    sql: `UPDATE tombstone SET revision = ${VICTIM}`,
    what: /^revision \d+: rows that have it$/,
  },
  {
    name: 'a tombstone of one that lives',
    victims: INSTANCE,
    sql: `UPDATE tombstone SET (app_id, instance_id) = (SELECT app_id, instance_id FROM instance WHERE "key" = ${VICTIM})`,
    what: /^tombstone of .*: presence$/,
  },
  {
    name: 'a tombstone from the future',
    victims: 'instance_id AS victim FROM tombstone',
    sql: `UPDATE tombstone SET revision = 1000000000 WHERE instance_id = ${VICTIM}`,
    what: /^tombstone of .*: revision$/,
  },
];

/** One of each kind. */
export const CORRUPTIONS: readonly Corruption[] = [...rows, ...history, ...values, ...steps, ...whole];
