import { decide, type Applied, type Decision } from '@/lib/engine/decide';
import { executionIdOf, isTerminating, type LiveInstance } from '@/lib/engine/live-instance';
import type { Instant } from '@/lib/domain/instant';
import type { OutstandingTurn } from '../dispatch/outstanding';
import type { TurnAnswer } from '../runtime-port';
import type { Tx } from '../world/world';
import { carryOut, endWithin } from './carry-out';
import type { OperationContext } from './context';

/** Records a turn's outcome. Only the outstanding turn counts; late, duplicate and foreign answers change nothing. */
export async function completeTurn(context: OperationContext, answer: TurnAnswer): Promise<void> {
  const { world, dispatcher, telemetry } = context;
  const item = dispatcher.turnFor(answer.ref, answer.token);
  if (item === undefined) {
    telemetry.observe({ kind: 'answer-ignored', appId: answer.ref.appId, item: 'turn', reason: 'late' });
    dispatcher.tookLateAnswer(answer.ref, answer.token);
    return world.flushed();
  }
  item.answered = true;
  const took = context.clock.now() - item.sentAt;
  let decision: Decision;
  try {
    decision = await world.transact((tx) => decideTurn(context, tx, { item, answer }));
  } catch (error) {
    dispatcher.releaseTurn(item, 'a while');
    throw error;
  }
  telemetry.observe({
    ...{ kind: 'turn-answered', appId: item.ref.appId, name: item.name, took },
    outcome: decision.kind,
  });
  settle(context, item, decision);
}

function decideTurn(
  context: OperationContext,
  tx: Tx,
  { item, answer }: { item: OutstandingTurn; answer: TurnAnswer },
): Decision {
  const instance = tx.get(item.ref);
  const isCurrent = instance !== undefined && executionIdOf(instance) === item.executionId;
  if (!isCurrent || instance.state.completed !== undefined) return { kind: 'refused', reason: 'the run is over' };
  const decision = decide(
    instance,
    { turn: item.turn, response: answer },
    { now: context.clock.now(), newId: context.newId, sizes: context.policies, traces: context.telemetry.traces },
  );
  if (decision.kind === 'stalled' && decision.change !== undefined) tx.put(decision.change);
  if (decision.kind !== 'applied') return decision;
  const { change } = decision;
  const askAgain = askAgainAt(context, item, { answer, instance });
  tx.put({ ...change, next: { ...change.next, askAgainAt: askAgain } });
  carryOut(context, tx, decision.outgoing);
  const after = tx.get(item.ref);
  if (after !== undefined && isTerminating(after)) endWithin(context, tx, after);
  else if (mayRide(context, item, decision)) tx.ride(() => context.dispatcher.loseTurn(item));
  return decision;
}

/** A turn that took longer than this many milliseconds rides nowhere: another runtime may have taken over meanwhile. */
const LONGEST_RIDE_MS = 1_000;
/**
 * Nothing rides for a worker that has more items than this: commits come one after the other then, and it would wait longer
 * for the acknowledgements that it takes new items after.
 */
const FEW_ITEMS = 4;

/**
 * True when nothing is lost if this outcome is: it is told to no other instance and ends nothing, and the same turn, were it
 * handed out again by this runtime or the next, would come to the same. Its activities are handed out at once.
 */
function mayRide(
  { clock, limits, waiters }: OperationContext,
  { ref, turn, sentAt, worker }: OutstandingTurn,
  { change, outgoing }: Applied,
): boolean {
  const { next, append } = change;
  if (limits.rideTime === 0 || worker.outstanding.size > FEW_ITEMS) return false;
  if (turn.isRepeatable !== true || clock.now() - sentAt > LONGEST_RIDE_MS) return false;
  if (outgoing.length > 0 || next.state.completed !== undefined || change.reset || next.inbox.length > 0) return false;
  // A timer runs, and a start is told, from when it is on disk.
  return !append.some(({ kind }) => kind === 'timer-created') && !waiters.awaitsStart(ref);
}

/**
 * Without a token an answer may be one to an earlier turn that was lost with its stream or its runtime. It is taken, since
 * mostly it is not, and the worker is asked again once no such answer can come any more.
 */
function askAgainAt(
  { clock, limits, dispatcher }: OperationContext,
  item: OutstandingTurn,
  { answer, instance }: { answer: TurnAnswer; instance: LiveInstance },
): Instant | undefined {
  const now = clock.now();
  if (answer.token === '' && dispatcher.isDoubtful(instance)) return now + limits.lateAnswers;
  const { askAgainAt } = instance;
  return askAgainAt === undefined || askAgainAt <= item.sentAt ? undefined : askAgainAt;
}
const HINTS = {
  stale: 'Nothing, when it is rare; otherwise raise timeouts.turn, or look why turns take the worker so long.',
  refused: 'Look at the SDK of the worker: its answer breaks the protocol, and will each time.',
};

function settle({ dispatcher, log }: OperationContext, item: OutstandingTurn, decision: Decision): void {
  switch (decision.kind) {
    case 'stale':
      dispatcher.reopenTurn(item);
      log.warn({ ...item.ref, hint: HINTS.stale }, 'a worker answered a turn that is over; the answer was ignored');
      return;
    case 'refused':
      log.warn(
        { ...item.ref, reason: decision.reason, hint: HINTS.refused },
        'a turn could not be applied; it will be offered again',
      );
      dispatcher.releaseTurn(item, 'a while');
      return;
    case 'stalled':
      dispatcher.releaseTurn(item, 'until a worker connects');
      return;
    case 'applied':
      dispatcher.releaseTurn(item, 'none');
  }
}
