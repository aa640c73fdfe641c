import type { HistoryEvent } from '@/lib/domain/history-event';
import type { LiveInstance } from '@/lib/engine/live-instance';
import { liveFromStored, payloadOf, recordOf } from '@/lib/runtime/world/record';
import type { InstanceRecord } from '@/lib/store/runtime-store';
import type { SnapshotInstance } from '@/lib/store/store-snapshot';
import { compare, compareOneOf, type Comparison, type Difference } from './difference';
import { lastErrorsOf } from './last-errors';
import { verifySteps } from './verify-steps';

/** Fields of the row that follow from history and inbox, whatever else is stored. */
const DERIVED = [
  ...['name', 'version', 'status', 'scheduledStartAt', 'updatedAt', 'completedAt', 'executionId', 'parent'],
  ...['parentTaskId', 'tags', 'waitingOn', 'historyLength', 'inboxLength'],
] as const satisfies readonly (keyof InstanceRecord)[];

/** Everything of one instance that is not what its history and inbox make it. */
export function verifyInstance(stored: SnapshotInstance): readonly Difference[] {
  const thing = `instance ${stored.appId}/${stored.instanceId} (key ${stored.key})`;
  return [...rowsOf(stored), ...meaningOf(stored)].map((found) => ({ thing, ...found }));
}

/** What the rows say of themselves: readable, without gaps, columns as the event beside them. */
function rowsOf({ unreadable, history }: SnapshotInstance): readonly Comparison[] {
  return [
    ...unreadable.map((what): Comparison => ({ what, stored: 'cannot be read', expected: 'can be read' })),
    ...history.flatMap(({ sequence, kind, eventId, at, event }, index) => [
      ...compare(`sequence of history event ${index}`, sequence, index),
      ...(event === undefined
        ? []
        : compare(`columns of history event ${sequence}`, { kind, eventId, at }, columnsOf(event))),
    ]),
  ];
}

const columnsOf = ({ kind, eventId, at }: HistoryEvent): object => ({ kind, eventId, at });

function meaningOf(stored: SnapshotInstance): readonly Comparison[] {
  const { record, payload, steps, propagated } = stored;
  const history = stored.history.flatMap(({ event }) => event ?? []);
  const inbox = stored.inbox.flatMap(({ seq, event }) => (event === undefined ? [] : [{ seq, event }]));
  if (record === undefined || payload === undefined) return [];
  const live = liveFromStored({ record, payload, history, inbox, steps, propagated });
  const expected = recordOf(live, 0);
  const fromHistory = payloadOf(live);
  return [
    ...DERIVED.flatMap((field) => compare(field, record[field], expected[field])),
    // A planned start counts as due until its time has come.
    ...compareOneOf('dueAt', record.dueAt, [expected.dueAt, recordOf(live, Infinity).dueAt]),
    ...compare('open tasks column', stored.openTasks, expected.waitingOn.openTasks),
    ...compare('input', payload.input, fromHistory.input),
    ...compare('output', payload.output, fromHistory.output),
    ...compare('failure', payload.failure, fromHistory.failure),
    ...beginningsOf(live, record.flaws !== undefined),
    ...attemptsOf(live, steps),
    ...compareOneOf('lastError', record.lastError, lastErrorsOf(live, steps)),
    ...verifySteps({
      ...{ events: [...history, ...inbox.map(({ event }) => event)], steps },
      ...{ generation: record.generation, hasEnded: live.state.completed !== undefined },
    }),
  ];
}

/** Continue-as-new drops the events that tell when an instance was created and first ran, and what it was rerun from. */
function beginningsOf(live: LiveInstance, isFlawed: boolean) {
  const { generation, createdAt, startedAt, rerunOf, state, view, history } = live;
  if (generation !== 1) return compare('generation', generation, Math.max(1, Math.trunc(generation)));
  const marked = history.slice().findLast((event) => 'rerunOf' in event && event.rerunOf !== undefined);
  const source = marked !== undefined && 'rerunOf' in marked ? marked.rerunOf : undefined;
  if (source !== undefined) {
    return [...compare('rerunOf', rerunOf, source), ...compare('startedAt', startedAt, createdAt)];
  }
  return [
    ...compare('rerunOf', rerunOf, undefined),
    // Of a mirrored instance whose start could not be read nobody knows.
    ...(isFlawed && view.started === undefined ? [] : compare('createdAt', createdAt, view.started?.at)),
    ...compare('startedAt', startedAt, state.firstTurnAt),
  ];
}

/** Earlier generations leave their number of attempts and none of their steps. */
function attemptsOf({ generation, attempts }: LiveInstance, steps: SnapshotInstance['steps']): readonly Comparison[] {
  const most = steps.reduce((found, step) => Math.max(found, step.attempt), 0);
  return generation > 1 && attempts >= most ? [] : compare('attempts', attempts, most);
}
