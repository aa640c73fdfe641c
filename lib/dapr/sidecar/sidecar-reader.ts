import type { EngineQuestions, EngineState, ToldEvent } from '@/lib/control/engine-questions';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { hasEnded } from '@/lib/domain/instance-status';
import type { ClusterReader, KnownInstance, Look } from '../cluster-reader';
import type { NamespacedRef } from '../row-keys';
import { instanceOfSidecar } from './instance-of-sidecar';

export type SidecarParts = {
  readonly appId: string;
  readonly namespace: string;
  readonly questions: EngineQuestions;
  /** Waited for before each question. */
  readonly pace: () => Promise<void>;
};

/** daprd reads a page of ids at once. */
const IDS_AT_ONCE = 1_000;
/** Ended executions that are looked at again in one pass, each when its turn comes: an id can be used anew. */
const ENDED_A_PASS = 50;

/** What is wrong with a sidecar as a whole, and not with the one execution that it was asked about. */
const OF_THE_SIDECAR: readonly ErrorCode[] = ['unavailable', 'timeout', 'unauthenticated', 'forbidden'];

/**
 * Reads the executions of one app through its sidecar, by listing their ids.
 *
 * 1. One that has ended is not read again, since nothing leaves such a status; only that it is still the same run is asked, of
 *    `ENDED_A_PASS` of them in each pass.
 * 2. Of one that goes on the state is asked in each pass, and its history when the time of its last event is another one.
 * 3. What a sidecar as a whole refuses is `unavailable`; what it cannot tell of one execution is a flaw of that one.
 */
export function openSidecarReader({ appId, namespace, questions, pace }: SidecarParts): ClusterReader {
  const turns = createTurns(ENDED_A_PASS);
  const stateOf = async (ref: NamespacedRef, payloads: boolean): Promise<EngineState | undefined> => {
    await pace();
    return questions.stateOf(ref, { payloads });
  };
  const historyOf = async (ref: NamespacedRef): Promise<readonly ToldEvent[]> => {
    await pace();
    return questions.historyOf(ref);
  };
  const read = async (ref: NamespacedRef): Promise<Look> => {
    // Asked before the history: what changes in between is then found changed in the next pass.
    const state = await stateOf(ref, true);
    if (state === undefined) return { kind: 'gone' };
    const instance = instanceOfSidecar(ref, { state, told: await historyOf(ref) });
    return { kind: 'found', instance, mark: markOf(state) };
  };
  const look = async (ref: NamespacedRef, known: KnownInstance | undefined): Promise<Look> => {
    if (known === undefined) return read(ref);
    if (hasEnded(known.status) && !turns.isDue()) return { kind: 'unchanged' };
    const state = await stateOf(ref, false);
    if (state === undefined) return { kind: 'gone' };
    return isSame(state, known) ? { kind: 'unchanged' } : read(ref);
  };
  return {
    notesTimes: false,
    async list(after, limit) {
      if (after === undefined) turns.beginPass();
      await pace();
      const asked = { after, limit: Math.min(limit, IDS_AT_ONCE) };
      const { ids, next } = await questions.listIds(appId, asked).catch(explained(appId));
      const entries = ids.map((instanceId) => ({ appId, namespace, instanceId }));
      return { entries, position: next, isLast: next === undefined };
    },
    changedSince: () =>
      Promise.reject(new AppError('precondition', `The sidecar of "${appId}" does not list by time.`)),
    look: (ref, known) => look(ref, known).catch((error: unknown) => asLook(ref, error)),
    close: async () => questions.close(),
  };
}

/** Whether nothing can have happened since it was read. */
function isSame(state: EngineState, known: KnownInstance): boolean {
  if (known.mark !== undefined) return known.mark === markOf(state);
  return hasEnded(known.status) && state.status === known.status && state.createdAt === known.createdAt;
}

function markOf({ status, createdAt, updatedAt }: EngineState): string {
  return `${status} ${createdAt} ${updatedAt}`;
}

/** Lets `most` of those that ask come due in each pass, others in the next. */
function createTurns(most: number) {
  let [pass, asked, rounds] = [0, 0, 1];
  return {
    beginPass(): void {
      rounds = Math.max(1, Math.ceil(asked / most));
      pass += 1;
      asked = 0;
    },
    isDue(): boolean {
      asked += 1;
      return asked % rounds === pass % rounds;
    },
  };
}

function asLook(ref: NamespacedRef, error: unknown): Look {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'not_found') return { kind: 'gone' };
  if (OF_THE_SIDECAR.includes(error.code)) throw new AppError('unavailable', error.message, { cause: error });
  const state: EngineState = { status: undefined };
  const fault = `the sidecar cannot tell it: ${error.message}`;
  return { kind: 'found', instance: instanceOfSidecar(ref, { state, told: [{ fault }] }) };
}

/** A sidecar that cannot list says so in words of its own; what helps is told with them. */
function explained(appId: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppError)) throw error;
    const isOld = error.code === 'invalid' || error.code === 'internal';
    const hint = isOld
      ? ' Listing takes Dapr 1.17 or newer and a state store that can search keys; else name the state store with --component.'
      : '';
    throw new AppError(
      'unavailable',
      `The sidecar of "${appId}" does not list its executions: ${error.message}${hint}`,
      {
        cause: error,
      },
    );
  };
}
