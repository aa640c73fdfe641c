import type { InstanceSummary } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceRecord } from '../runtime-store';

/** The columns of table `instance` by the field names of the Prisma model; both clients give rows of this shape. */
export const INSTANCE_COLUMNS = {
  key: 'key',
  appId: 'app_id',
  instanceId: 'instance_id',
  name: 'name',
  version: 'version',
  status: 'status',
  createdAt: 'created_at',
  scheduledStartAt: 'scheduled_start_at',
  startedAt: 'started_at',
  updatedAt: 'updated_at',
  completedAt: 'completed_at',
  executionId: 'execution_id',
  generation: 'generation',
  parentAppId: 'parent_app_id',
  parentInstanceId: 'parent_instance_id',
  parentTaskId: 'parent_task_id',
  rerunOf: 'rerun_of',
  tags: 'tags',
  waitingOn: 'waiting_on',
  openTasks: 'open_tasks',
  attempts: 'attempts',
  lastError: 'last_error',
  historyLength: 'history_length',
  inboxLength: 'inbox_length',
  dueAt: 'due_at',
  askAgainAt: 'ask_again_at',
  flaws: 'flaws',
  revision: 'revision',
} as const;

type Column = keyof typeof INSTANCE_COLUMNS;
type Numbers = 'createdAt' | 'updatedAt' | 'generation' | 'openTasks' | 'attempts' | 'historyLength' | 'inboxLength';
type OptionalNumbers = 'scheduledStartAt' | 'startedAt' | 'completedAt' | 'parentTaskId' | 'dueAt' | 'askAgainAt';
type OptionalTexts = 'version' | 'parentAppId' | 'parentInstanceId' | 'rerunOf' | 'lastError' | 'flaws';
type Texts = Exclude<Column, Numbers | OptionalNumbers | OptionalTexts | 'key' | 'revision'>;

/** Prisma gives keys and revisions as bigint, the driver as number; both stay far below 2^53. */
export type InstanceRow = { readonly [C in Numbers]: number } & { readonly [C in OptionalNumbers]: number | null } & {
  readonly [C in OptionalTexts]: string | null;
} & { readonly [C in Texts]: string } & { readonly key: number | bigint; readonly revision: number | bigint };

/** What only the runtime asks of a row. */
export const RUNTIME_FIELDS = ['parentTaskId', 'openTasks', 'inboxLength', 'dueAt', 'askAgainAt'] as const;

/** What a row tells of an instance to whoever looks at it. */
export type SummaryRow = Omit<InstanceRow, (typeof RUNTIME_FIELDS)[number]>;

export function toInstanceRow(record: InstanceRecord, revision: number): InstanceRow {
  return {
    key: record.key,
    appId: record.appId,
    instanceId: record.instanceId,
    name: record.name,
    version: record.version ?? null,
    status: record.status,
    createdAt: record.createdAt,
    scheduledStartAt: record.scheduledStartAt ?? null,
    startedAt: record.startedAt ?? null,
    updatedAt: record.updatedAt,
    completedAt: record.completedAt ?? null,
    executionId: record.executionId,
    generation: record.generation,
    parentAppId: record.parent?.appId ?? null,
    parentInstanceId: record.parent?.instanceId ?? null,
    parentTaskId: record.parentTaskId ?? null,
    rerunOf: record.rerunOf ?? null,
    tags: JSON.stringify(record.tags),
    waitingOn: JSON.stringify(record.waitingOn),
    openTasks: record.waitingOn.openTasks,
    attempts: record.attempts,
    lastError: record.lastError ?? null,
    historyLength: record.historyLength,
    inboxLength: record.inboxLength,
    dueAt: record.dueAt ?? null,
    askAgainAt: record.askAgainAt ?? null,
    flaws: record.flaws === undefined ? null : JSON.stringify(record.flaws),
    revision,
  };
}

export function toInstanceRecord(row: InstanceRow): InstanceRecord {
  const { revision: _, ...summary } = toInstanceSummary(row);
  return {
    ...summary,
    key: Number(row.key),
    parentTaskId: row.parentTaskId ?? undefined,
    inboxLength: row.inboxLength,
    dueAt: row.dueAt ?? undefined,
    askAgainAt: row.askAgainAt ?? undefined,
  };
}

export function toInstanceSummary(row: SummaryRow): InstanceSummary {
  return {
    appId: row.appId,
    instanceId: row.instanceId,
    name: row.name,
    version: row.version ?? undefined,
    // Only this store writes the column, and only from the domain's type.
    status: row.status as InstanceStatus,
    createdAt: row.createdAt,
    scheduledStartAt: row.scheduledStartAt ?? undefined,
    startedAt: row.startedAt ?? undefined,
    updatedAt: row.updatedAt,
    completedAt: row.completedAt ?? undefined,
    executionId: row.executionId,
    generation: row.generation,
    parent: parentOf(row),
    rerunOf: row.rerunOf ?? undefined,
    tags: JSON.parse(row.tags) as InstanceSummary['tags'],
    waitingOn: JSON.parse(row.waitingOn) as InstanceSummary['waitingOn'],
    attempts: row.attempts,
    lastError: row.lastError ?? undefined,
    historyLength: row.historyLength,
    flaws: row.flaws === null ? undefined : (JSON.parse(row.flaws) as InstanceSummary['flaws']),
    revision: Number(row.revision),
  };
}

function parentOf(row: SummaryRow): InstanceSummary['parent'] {
  if (row.parentAppId === null || row.parentInstanceId === null) return undefined;
  return { appId: row.parentAppId, instanceId: row.parentInstanceId };
}
