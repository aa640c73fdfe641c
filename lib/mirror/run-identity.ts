import type { DaprInstance } from '@/lib/dapr/dapr-instance';
import { describeInstance } from '@/lib/dapr/describe-instance';
import type { InstanceRecord, StoredInstance } from '@/lib/store/runtime-store';
import type { RunContext } from './derive-run';
import { same } from './same';

/** How what the cluster tells of an instance hangs together with what was mirrored of it before. */
export type RunIdentity = Pick<RunContext, 'generation' | 'beginnings'> & {
  /** What was mirrored is how the history begins that the cluster tells now. */
  readonly isSameRun: boolean;
  /** How many events of the history stay as they are. */
  readonly kept: number;
};

/** What has to be known of a run to know it again. */
export type KnownRun = Pick<StoredInstance, 'history'> & {
  readonly record: Pick<InstanceRecord, 'name' | 'generation' | 'executionId' | 'createdAt' | 'startedAt'>;
};

/**
 * daprd counts continue-as-new and a new run on an old id alike; in Perdure a new run begins with generation 1, and the
 * generations of one run share the time when it was created.
 */
export function identifyRun(found: DaprInstance, before: KnownRun | undefined): RunIdentity {
  const { name, executionId, generation: told } = describeInstance(found);
  const isGrown = before !== undefined && before.record.name === name && beginsWith(found, before);
  if (isGrown) {
    const { record, history } = before;
    // The first generation tells its times itself.
    const beginnings = record.generation === 1 ? undefined : beginningsOf(before);
    return { isSameRun: true, kept: history.length, generation: record.generation, beginnings };
  }
  const isOther = { isSameRun: false, kept: 0 } as const;
  if (!isContinued(found)) return { ...isOther, generation: 1 };
  if (before === undefined) return { ...isOther, generation: told };
  const isSameExecution = executionId !== undefined && before.record.executionId === executionId;
  const next = isSameExecution ? before.record.generation : Math.max(told, before.record.generation + 1);
  return { ...isOther, generation: next, beginnings: beginningsOf(before) };
}

/** The runtime's own start of the next generation comes after the turn that it is part of; a client's comes before. */
function isContinued({ history, metadata }: DaprInstance): boolean {
  const started = history.find(({ kind }) => kind === 'execution-started');
  const turn = history.find(({ kind }) => kind === 'workflow-started');
  return (metadata?.generation ?? 1) > 1 && started !== undefined && turn !== undefined && started.at >= turn.at;
}

function beginsWith({ history }: DaprInstance, before: KnownRun): boolean {
  if (before.history.length > history.length) return false;
  return before.history.every((event, index) => same(event, history[index]));
}

function beginningsOf({ record: { createdAt, startedAt } }: KnownRun): RunContext['beginnings'] {
  return { createdAt, startedAt };
}
