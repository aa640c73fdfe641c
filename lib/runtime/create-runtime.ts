import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { NEVER } from '@/lib/domain/instant';
import { dueAt, type LiveInstance } from '@/lib/engine/live-instance';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import type { Log } from '@/lib/telemetry/log';
import { NO_TELEMETRY, type Telemetry } from '@/lib/telemetry/telemetry';
import { stoppable, type Clock } from './clock';
import { Dispatcher } from './dispatch/dispatcher';
import { createDueTimers, type DueTimers } from './background/due-timers';
import type { RuntimeLimits } from './limits';
import type { RuntimePolicies } from './policies';
import { admitTurn } from './operations/admit-turn';
import { completeActivity } from './operations/complete-activity';
import { completeTurn } from './operations/complete-turn';
import type { OperationContext } from './operations/context';
import { giveUp } from './operations/give-up';
import { endWait } from './operations/end-wait';
import { importRun } from './operations/import-run';
import { fireDue } from './operations/fire-due';
import { expire } from './operations/expire';
import { finishTermination, raiseEvent, resume, suspend, terminate } from './operations/lifecycle';
import { purge } from './operations/purge';
import { purgeMatching } from './operations/purge-matching';
import { rerun } from './operations/rerun';
import { createAppState } from './operations/app-state';
import { startInstance } from './operations/start-instance';
import { detailOf } from './world/record';
import { expiredRuns, expiresAt } from './background/retention';
import { observeLoaded, observeTransition } from './observing/observe-transition';
import type { Backlog } from './dispatch/work-queue';
import type { Runtime } from './runtime-port';
import { createUnknownApps, type UnknownApps } from './background/unknown-apps';
import { createWaiters } from './waiters';
import type { CacheLoad } from './world/instance-cache';
import { createWorld } from './world/world';

export type RuntimeParts = {
  readonly store: RuntimeStore;
  readonly clock: Clock;
  /** A fresh random id per call. */
  readonly newId: () => string;
  readonly limits: RuntimeLimits;
  readonly policies: RuntimePolicies;
  readonly log: Log;
  /** Absent: nobody observes. */
  readonly telemetry?: Telemetry;
};

/** How the runtime is at this moment, for whoever measures it. */
export type Vitals = CacheLoad & {
  readonly backlog: readonly Backlog[];
  /** Instances that wait for the clock, and those of them that should not any more; counted up to `limit`. */
  timers(limit: number): Promise<number>;
  overdue(limit: number): Promise<number>;
};

/** A runtime over a store, and the two ends of its life. */
export type RunningRuntime = { readonly runtime: Runtime; vitals(): Vitals; close(): Promise<void> };

const SEE_STORE = 'See that the disk of the store has room and can be written to; all that was acknowledged is kept.';

/** What is expected needs no stack trace to be understood. */
function causeOf(error: unknown): { readonly reason: string } | { readonly err: unknown } {
  return error instanceof AppError ? { reason: error.message } : { err: error };
}

/** Few, since deleting reads each run whole. */
const EXPIRED_PER_ROUND = 10;

/** Starts a runtime: picks up all unfinished work of the store, then serves. */
export async function createRuntime(parts: RuntimeParts): Promise<RunningRuntime> {
  const { store, log } = parts;
  const { clock, stop } = stoppable(parts.clock);
  const { context, watches } = wire({ ...parts, clock });
  const { timers, unknownApps, retention } = watches;
  for (const ref of await store.unfinishedWork()) {
    const instance = await refreshFromStore(context, ref);
    if (instance === undefined) continue;
    observeLoaded(context.telemetry.observe, instance);
    unknownApps.look(instance);
  }
  timers.start();
  retention.start();
  return {
    runtime: doorsOf(context),
    vitals: () => vitalsOf(context),
    async close() {
      stop();
      context.dispatcher.endStreams('the runtime is stopping');
      await Promise.all([timers.stop(), retention.stop()]);
      await context.world.flushed().catch((error: unknown) => log.error({ err: error }, 'the last commit failed'));
      await store.close();
      log.info({ at: clock.now() }, 'runtime stopped');
    },
  };
}

/** What looks at instances by the clock. */
type Watches = { readonly timers: DueTimers; readonly unknownApps: UnknownApps; readonly retention: DueTimers };

function wire(parts: RuntimeParts): { readonly context: OperationContext; readonly watches: Watches } {
  const { store, clock, newId, limits, policies, log, telemetry = NO_TELEMETRY } = parts;
  const { observe } = telemetry;
  const again = (ref: InstanceRef, what: string) => (error: unknown) => {
    log.error({ ...ref, err: error }, `${what} failed; it is tried again`);
    clock.after(limits.retryDelay, () => reload(ref));
  };
  const reload = (ref: InstanceRef): void => {
    refreshFromStore(context, ref).catch(again(ref, 'reading an instance'));
  };
  const world = createWorld({
    store,
    now: clock.now,
    after: clock.after,
    rideTime: limits.rideTime,
    cachedInstances: limits.cachedInstances,
    opensTurn: (instance) => dispatcher.opensTurn(instance),
    onReleased: (ref, instance) => toDispatcher(context, watches, { ref, instance }),
    onDurable: (ref, instance) => afterCommit(context, watches, { ref, instance }),
    onTransition: (transition) => observeTransition(observe, transition),
    onCommitted: (changeSets, took) => observe({ kind: 'committed', changeSets, took }),
    onFailure(error) {
      observe({ kind: 'commit-failed' });
      log.error({ ...causeOf(error), hint: SEE_STORE }, 'a commit failed; nothing of it was kept');
    },
  });
  const dispatcher = new Dispatcher({
    clock,
    limits,
    policies,
    newId,
    firstKey: store.allocateKey(),
    telemetry,
    released: world.released,
    reload,
    admit: (instance) => admitTurn(context, instance, again(instance.ref, 'stalling an instance')),
    finishTermination: (ref) => void finishTermination(context, ref).catch(again(ref, 'ending an instance')),
  });
  const waiters = createWaiters(world.read);
  const context: OperationContext = {
    ...{ world, dispatcher, waiters, store, clock, newId, limits, policies, log, telemetry },
  };
  const watches = watchesOver(context);
  return { context, watches };
}

function watchesOver(context: OperationContext): Watches {
  const { store, clock, limits, policies, log } = context;
  const unknownApps = createUnknownApps({
    ...{ clock, limits, policies },
    giveUp: (ref, rule) => giveUp(context, ref, rule),
    onError: (ref, error) =>
      log.error({ ...ref, err: error }, 'giving up work for an unknown app failed; it is tried again'),
  });
  const timers = createDueTimers({
    source: store,
    clock,
    fire: (ref) => fireDue(context, ref),
    onError: (error) => log.error({ err: error }, 'looking for due timers failed'),
  });
  const retention = createDueTimers({
    source: expiredRuns(store, policies),
    clock,
    perRound: EXPIRED_PER_ROUND,
    fire: (run) => expire(context, run),
    onError: (error) => log.error({ err: error }, 'deleting old runs failed; it is tried again'),
  });
  return { timers, unknownApps, retention };
}

type Touched = { readonly ref: InstanceRef; readonly instance: LiveInstance | undefined };

function toDispatcher({ dispatcher }: OperationContext, { unknownApps }: Watches, { ref, instance }: Touched): void {
  if (instance === undefined) {
    dispatcher.forget(ref);
    unknownApps.forget(ref);
    return;
  }
  dispatcher.refresh(instance);
  unknownApps.look(instance);
}

function afterCommit(
  { waiters, clock, policies }: OperationContext,
  { timers, retention }: Watches,
  { ref, instance }: Touched,
): void {
  if (instance === undefined) {
    waiters.purged(ref);
    return;
  }
  waiters.notify(instance);
  const due = dueAt(instance, clock.now());
  if (due !== undefined) timers.expect(due);
  const end = expiresAt(instance, policies);
  if (end !== undefined) retention.expect(end);
}

async function refreshFromStore(
  { world, dispatcher }: OperationContext,
  ref: InstanceRef,
): Promise<LiveInstance | undefined> {
  const read = await world.read(ref);
  // A commit may have come between the reading and now.
  const instance = world.released(ref) ?? read;
  if (instance !== undefined) dispatcher.refresh(instance);
  return instance;
}

function vitalsOf({ world, dispatcher, store, clock }: OperationContext): Vitals {
  return {
    ...world.load(),
    backlog: dispatcher.backlog(),
    timers: async (limit) => (await store.due(NEVER - 1, limit)).length,
    overdue: async (limit) => (await store.due(clock.now(), limit)).length,
  };
}

function doorsOf(context: OperationContext): Runtime {
  const { world, dispatcher, waiters, store, clock } = context;
  const state = createAppState(context);
  return {
    start: (request) => startInstance(context, request),
    async get(ref) {
      const instance = await world.read(ref);
      return instance === undefined ? undefined : detailOf(instance, clock.now());
    },
    waitFor: async (ref, goal, signal) => detailOf(await waiters.wait(ref, goal, signal), clock.now()),
    raiseEvent: (ref, event) => raiseEvent(context, ref, event),
    terminate: (ref, request) => terminate(context, ref, request),
    suspend: (ref, request) => suspend(context, ref, request),
    resume: (ref, request) => resume(context, ref, request),
    purge: (ref, how) => purge(context, ref, how),
    purgeMatching: (filter, how, signal) => purgeMatching(context, { filter, how }, signal),
    rerun: (request) => rerun(context, request),
    importRun: (request) => importRun(context, request),
    endWait: (ref, eventId) => endWait(context, ref, eventId),
    listIds: (appId, after, limit) => store.listIds(appId, after, limit),
    history: async (ref) => (await world.read(ref))?.history.slice(),
    connect: (stream) => dispatcher.connect(stream),
    completeActivity: (answer) => completeActivity(context, answer),
    completeTurn: (answer) => completeTurn(context, answer),
    readState: state.read,
    changeState: state.change,
    workers: () => dispatcher.connected(),
    backlog: () => dispatcher.backlog(),
  };
}
