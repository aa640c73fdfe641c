import type { Failure } from '@/lib/domain/failure';
import type { Instant } from '@/lib/domain/instant';
import type { Observation, ObservationOf, RunFacts } from '../observation';
import { actionSpanId, placeOfRun, type RunPlace } from './run-place';
import type { SpanPlace } from './trace-parent';

/** Everything that a span says. It is known when the thing has ended, so a span is made and ended at once. */
export type SpanFacts = SpanPlace & {
  readonly run: RunPlace;
  readonly parent: SpanPlace | undefined;
  readonly name: string;
  readonly isServed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly from: Instant;
  readonly until: Instant;
  readonly failure: Failure | undefined;
  readonly follows: SpanPlace | undefined;
};

/** The span of an observation; undefined for one that ends nothing. Names and attributes are those of daprd where it has them. */
export function spanOf(observation: Observation): SpanFacts | undefined {
  switch (observation.kind) {
    case 'workflow-ended': {
      const { run, completed, status } = observation;
      const failure = status === 'failed' ? (completed.failure ?? UNKNOWN_FAILURE) : undefined;
      return ofRun(run, { status: status.toUpperCase(), until: completed.at, failure });
    }
    case 'workflow-continued':
      return ofRun(observation.run, { status: 'CONTINUED_AS_NEW', until: observation.at, failure: undefined });
    case 'activity-ended':
      return ofActivity(observation);
    case 'timer-ended':
      return ofTimer(observation);
    default:
      return undefined;
  }
}

const UNKNOWN_FAILURE: Failure = { type: 'Error', message: 'The worker gave no reason.', nonRetriable: false };

type End = { readonly status: string; readonly until: Instant; readonly failure: Failure | undefined };

function ofRun(facts: RunFacts, { status, until, failure }: End): SpanFacts | undefined {
  const { started, generation } = facts;
  const run = placeOfRun(started);
  return {
    ...{ run, traceId: run.traceId, spanId: run.spanId, parent: run.parent, follows: run.follows },
    ...{ name: nameOf('orchestration', started), isServed: true },
    attributes: {
      ...attributesOf(facts, 'orchestration', started),
      'durabletask.runtime_status': status,
      'perdure.generation': generation,
    },
    ...{ from: started.at, until, failure },
  };
}

function ofActivity({ run: facts, appId, scheduled, attempt, ended }: ObservationOf<'activity-ended'>): SpanFacts {
  return {
    ...below(facts, scheduled.eventId),
    ...{ name: nameOf('activity', scheduled), isServed: true },
    attributes: {
      ...attributesOf(facts, 'activity', scheduled),
      'durabletask.task.task_id': scheduled.eventId,
      'perdure.activity.app_id': appId,
      'perdure.activity.attempt': attempt,
      'perdure.outcome': ended.kind === 'canceled' ? 'canceled' : ended.kind.slice('task-'.length),
    },
    ...{ from: scheduled.at, until: ended.at },
    failure: ended.kind === 'task-failed' ? (ended.failure ?? UNKNOWN_FAILURE) : undefined,
  };
}

function ofTimer({ run: facts, created, how, at }: ObservationOf<'timer-ended'>): SpanFacts {
  const { origin } = created;
  return {
    ...below(facts, created.eventId),
    ...{ name: 'timer', isServed: false },
    attributes: {
      ...attributesOf(facts, 'timer', { name: created.name ?? '' }),
      'durabletask.task.task_id': created.eventId,
      'durabletask.fire_at': new Date(created.fireAt).toISOString(),
      'perdure.outcome': how,
      ...(origin?.kind === 'external-event' ? { 'perdure.timer.awaited_event': origin.name } : {}),
    },
    ...{ from: created.at, until: at, failure: undefined },
  };
}

function below(
  { started }: RunFacts,
  eventId: number,
): Pick<SpanFacts, 'run' | 'traceId' | 'spanId' | 'parent' | 'follows'> {
  const run = placeOfRun(started);
  return {
    ...{ run, traceId: run.traceId, spanId: actionSpanId(started.executionId ?? '', eventId) },
    ...{ parent: { traceId: run.traceId, spanId: run.spanId }, follows: undefined },
  };
}

type Named = { readonly name: string; readonly version?: string | undefined };

function nameOf(type: string, { name, version = '' }: Named): string {
  return [type, name, version].filter((part) => part !== '').join('||');
}

function attributesOf({ ref, started }: RunFacts, type: string, { name, version = '' }: Named): Record<string, string> {
  return {
    'durabletask.type': type,
    'durabletask.task.name': name,
    ...(version === '' ? {} : { 'durabletask.task.version': version }),
    'durabletask.task.instance_id': ref.instanceId,
    'durabletask.task.execution_id': started.executionId ?? '',
    'perdure.app_id': ref.appId,
  };
}
