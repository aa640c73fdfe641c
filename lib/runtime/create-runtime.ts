import type { InstanceRef } from '@/lib/domain/instance';
import { changeOf } from '@/lib/engine/change';
import { dueAt, type LiveInstance } from '@/lib/engine/live-instance';
import { fireTimers } from '@/lib/engine/receive';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import type { Log } from '@/lib/telemetry/log';
import type { Clock } from './clock';
import { Dispatcher } from './dispatcher';
import { createDueTimers, type DueTimers } from './due-timers';
import type { RuntimeLimits } from './limits';
import type { RuntimePolicies } from './policies';
import { completeActivity } from './operations/complete-activity';
import { completeTurn } from './operations/complete-turn';
import type { OperationContext } from './operations/context';
import { finishTermination, raiseEvent, resume, suspend, terminate } from './operations/lifecycle';
import { purge } from './operations/purge';
import { rerun } from './operations/rerun';
import { startInstance } from './operations/start-instance';
import { detailOf } from './record';
import type { Runtime } from './runtime-port';
import { createWaiters } from './waiters';
import { createWorld } from './world';

export type RuntimeParts = {
  readonly store: RuntimeStore;
  readonly clock: Clock;
  /** A fresh random id per call. */
  readonly newId: () => string;
  readonly limits: RuntimeLimits;
  readonly policies: RuntimePolicies;
  readonly log: Log;
};

/** A runtime over a store, and the two ends of its life. */
export type RunningRuntime = { readonly runtime: Runtime; close(): Promise<void> };

/** Starts a runtime: picks up all unfinished work of the store, then serves. */
export async function createRuntime(parts: RuntimeParts): Promise<RunningRuntime> {
  const { store, clock, log } = parts;
  const { context, timers } = wire(parts);
  for (const ref of await store.unfinishedWork()) await refreshFromStore(context, ref);
  timers.start();
  return {
    runtime: doorsOf(context),
    async close() {
      context.dispatcher.endStreams('the runtime is stopping');
      await timers.stop();
      await context.world.flushed().catch((error: unknown) => log.error({ err: error }, 'the last commit failed'));
      await store.close();
      log.info({ at: clock.now() }, 'runtime stopped');
    },
  };
}

function wire({ store, clock, newId, limits, policies, log }: RuntimeParts): {
  context: OperationContext;
  timers: DueTimers;
} {
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
    cachedInstances: limits.cachedInstances,
    onDurable: (ref, instance) => afterCommit(context, timers, { ref, instance }),
    onFailure: (error) => log.error({ err: error }, 'a commit failed; nothing of it was kept'),
  });
  const dispatcher = new Dispatcher({
    clock,
    limits,
    newId,
    durable: world.durable,
    reload,
    finishTermination: (ref) => void finishTermination(context, ref).catch(again(ref, 'ending an instance')),
  });
  const waiters = createWaiters(world.read);
  const context: OperationContext = { world, dispatcher, waiters, store, clock, newId, limits, policies, log };
  const timers = createDueTimers({
    store,
    clock,
    fire: (ref) => fireDue(context, ref),
    onError: (error) => log.error({ err: error }, 'looking for due timers failed'),
  });
  return { context, timers };
}

function afterCommit(
  { dispatcher, waiters, clock }: OperationContext,
  timers: DueTimers,
  { ref, instance }: { ref: InstanceRef; instance: LiveInstance | undefined },
): void {
  if (instance === undefined) {
    dispatcher.forget(ref);
    return;
  }
  dispatcher.refresh(instance);
  waiters.notify(instance);
  const due = dueAt(instance, clock.now());
  if (due !== undefined) timers.expect(due);
}

async function refreshFromStore({ world, dispatcher }: OperationContext, ref: InstanceRef): Promise<void> {
  const instance = await world.read(ref);
  if (instance !== undefined) dispatcher.refresh(instance);
}

/** Fires what is due; a planned start that is due writes no event, only the row's next due time. */
async function fireDue({ world, clock }: OperationContext, ref: InstanceRef): Promise<void> {
  await world.transact((tx) => {
    const instance = tx.get(ref);
    if (instance !== undefined) tx.put(fireTimers(instance, clock.now()) ?? changeOf(instance, {}));
  });
}

function doorsOf(context: OperationContext): Runtime {
  const { world, dispatcher, waiters, store, clock } = context;
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
    purge: (ref, request) => purge(context, ref, request),
    rerun: (request) => rerun(context, request),
    listIds: (appId, after, limit) => store.listIds(appId, after, limit),
    history: async (ref) => (await world.read(ref))?.history.slice(),
    connect: (stream) => dispatcher.connect(stream),
    completeActivity: (answer) => completeActivity(context, answer),
    completeTurn: (answer) => completeTurn(context, answer),
    workers: () => dispatcher.connected(),
  };
}
