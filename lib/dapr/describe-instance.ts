import type { Failure } from '@/lib/domain/failure';
import type { EventOf, HistoryEvent, ParentInstance } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { DaprInstance } from './dapr-instance';
import { openSteps, type OpenSteps } from './open-steps';
import { statusOf } from './status-of';

/** A workflow that this one created; `appId` is the app that runs it, which may be another one. */
export type Spawned = InstanceRef & {
  /** The action that created it. */
  readonly taskId: number;
  /** Absent for a detached workflow, whose name only its own history tells. */
  readonly name?: string | undefined;
  /** A detached workflow knows nothing of its creator and nothing comes back from it. */
  readonly isDetached: boolean;
};

/** All that follows from the rows of an instance: the store of daprd has no row for any of it (dapr-protocol 4.5). */
export type InstanceDescription = InstanceRef & {
  readonly status: InstanceStatus;
  /** '' when no start was found, which is a flaw of the rows. */
  readonly name: string;
  readonly version?: string | undefined;
  readonly patches: readonly string[];
  readonly createdAt?: Instant | undefined;
  readonly scheduledStartAt?: Instant | undefined;
  readonly startedAt?: Instant | undefined;
  readonly updatedAt?: Instant | undefined;
  readonly completedAt?: Instant | undefined;
  readonly executionId?: string | undefined;
  /** 1 for the first run on this id; grows with each continue-as-new and each new run on the same id. */
  readonly generation: number;
  readonly parent?: (InstanceRef & { readonly taskId: number }) | undefined;
  readonly rerunOf?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly customStatus?: string | undefined;
  readonly failure?: Failure | undefined;
  readonly spawned: readonly Spawned[];
  /** As history tells; what waits in the inbox has not been taken into account. */
  readonly open: OpenSteps;
  readonly isSigned: boolean;
};

/** What the rows of an instance mean. */
export function describeInstance(instance: DaprInstance): InstanceDescription {
  const { appId, instanceId, history, customStatus, metadata, signatures } = instance;
  return {
    ...{ appId, instanceId, customStatus },
    ...asStarted(instance),
    ...asEnded(history),
    ...versionsOf(instance),
    status: statusOf(history),
    generation: Math.max(1, metadata?.generation ?? 1),
    rerunOf: rerunOf(history),
    spawned: history.flatMap((event) => spawnedBy(appId, event)),
    open: openSteps(history),
    isSigned: signatures.length > 0,
  };
}

type Part<K extends keyof InstanceDescription> = Pick<InstanceDescription, K>;

function startOf({ history, inbox }: DaprInstance): EventOf<'execution-started'> | undefined {
  return find(history, 'execution-started') ?? find(inbox, 'execution-started');
}

function asStarted(
  instance: DaprInstance,
): Part<'name' | 'createdAt' | 'scheduledStartAt' | 'executionId' | 'parent' | 'tags' | 'input'> {
  const started = startOf(instance);
  if (started === undefined) return { name: '', tags: {} };
  const { name, at, scheduledStartAt, executionId, parent, tags, input } = started;
  return {
    ...{ name, createdAt: at, scheduledStartAt, executionId, tags, input },
    parent: parent && parentOf(instance.appId, parent),
  };
}

function asEnded(history: readonly HistoryEvent[]): Part<'startedAt' | 'completedAt' | 'output' | 'failure'> {
  const completed = find(history, 'execution-completed');
  return {
    startedAt: history[0]?.at,
    completedAt: completed?.at,
    output: completed?.result,
    failure: completed?.failure,
  };
}

function versionsOf(instance: DaprInstance): Part<'version' | 'patches' | 'updatedAt'> {
  const { history, inbox } = instance;
  const turns = history.flatMap((event) => (event.kind === 'workflow-started' ? (event.version ?? []) : []));
  return {
    version: turns.find(({ name }) => name !== undefined)?.name ?? startOf(instance)?.version,
    patches: [...new Set(turns.flatMap(({ patches }) => patches))],
    updatedAt: history.at(-1)?.at ?? inbox.at(-1)?.at,
  };
}

function find<K extends HistoryEvent['kind']>(events: readonly HistoryEvent[], kind: K): EventOf<K> | undefined {
  return events.find((event): event is EventOf<K> => event.kind === kind);
}

function parentOf(ownAppId: string, { appId, instanceId, taskId }: ParentInstance): InstanceRef & { taskId: number } {
  return { appId: appId ?? ownAppId, instanceId, taskId };
}

function rerunOf(history: readonly HistoryEvent[]): string | undefined {
  const marked = history.findLast((event) => 'rerunOf' in event && event.rerunOf !== undefined);
  return marked !== undefined && 'rerunOf' in marked ? marked.rerunOf : undefined;
}

/** The workflow that an event of an instance of this app tells of as created; none for other events. */
export function spawnedBy(ownAppId: string, event: HistoryEvent): readonly Spawned[] {
  if (event.kind !== 'child-created' && event.kind !== 'detached-created') return [];
  return [
    {
      appId: event.router?.targetAppId ?? ownAppId,
      instanceId: event.instanceId,
      taskId: event.eventId,
      name: event.kind === 'child-created' ? event.name : undefined,
      isDetached: event.kind === 'detached-created',
    },
  ];
}
