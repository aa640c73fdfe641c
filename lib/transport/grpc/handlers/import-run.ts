import { AppError } from '@/lib/domain/app-error';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Step, StepKind, StepStatus } from '@/lib/domain/step';
import { decodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import type { ImportedStep, ImportRunRequest } from '@/lib/protocol/generated/perdure-runtime';
import { type Handler, refIn } from '../door';

const KINDS: readonly StepKind[] = ['activity', 'timer', 'child', 'event'];
const STATUSES: readonly StepStatus[] = ['scheduled', 'completed', 'failed', 'canceled', 'discarded'];

/** Keeps a run from elsewhere (ImportRun). */
export const importRun: Handler<ImportRunRequest, Empty> = async (door, request) => {
  const { instanceID, history, inbox, steps, generation, createdAt, attempts } = request;
  const { startedAt, rerunOf, customStatus, lastError, workflowName } = request;
  await door.runtime.importRun({
    ref: refIn(door, instanceID, undefined),
    history: history.map((bytes, at) => eventOf(bytes, `event ${at}`)),
    inbox: inbox.map((bytes, at) => eventOf(bytes, `waiting event ${at}`)),
    workflowName,
    steps: steps.map(stepOf),
    ...{ generation: Math.max(1, generation), createdAt, startedAt, rerunOf, customStatus, attempts, lastError },
  });
  return {};
};

function eventOf(bytes: Uint8Array, what: string): HistoryEvent {
  try {
    return decodeHistoryEvent(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `${what} of the history cannot be read: ${reason}`, { cause });
  }
}

function stepOf({ kind, status, eventID, ...step }: ImportedStep): Step {
  return { ...step, eventId: eventID, kind: oneOf(KINDS, kind, 'kind'), status: oneOf(STATUSES, status, 'status') };
}

function oneOf<T extends string>(known: readonly T[], given: string, what: string): T {
  const found = known.find((one) => one === given);
  if (found === undefined)
    throw new AppError('invalid', `a step has the ${what} '${given}'; known: ${known.join(', ')}`);
  return found;
}
