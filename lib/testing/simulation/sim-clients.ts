import type { InstanceRef } from '@/lib/domain/instance';
import { APPS, EVENT, type SimInput } from './program';
import { treeOf, type Root, type SimRun } from './sim-run';

/** One random thing that a client does; what becomes of it is noted when the answer comes. */
export async function actAsClient(sim: SimRun): Promise<void> {
  const { random } = sim;
  const what = random.between(0, 99);
  if (what < 30) return start(sim);
  const ref = await anyRef(sim);
  if (ref === undefined) return;
  if (what < 50) raise(sim, ref);
  else if (what < 62) suspend(sim, ref);
  else if (what < 80) resume(sim, ref);
  else if (what < 85) terminate(sim, ref);
  else if (what < 93) purge(sim, ref);
  else await rerun(sim, ref);
}

/** Raises an event; when that is acknowledged, the event is on disk. */
export function raise(sim: SimRun, ref: InstanceRef): void {
  const input = `event ${sim.number()}`;
  const before = runOnDisk(sim, ref);
  note(sim, sim.fx.runtime.raiseEvent(ref, { name: EVENT, input }), async () => {
    const stored = await sim.fx.stored(ref);
    if (stored?.record.executionId !== (await before)) return;
    if (stored === undefined || stored.record.completedAt !== undefined || stored.record.generation > 1) return;
    const events = [...stored.history, ...stored.inbox.map((entry) => entry.event)];
    const count = events.filter((event) => event.kind === 'event-raised' && event.input === input).length;
    if (count !== 1)
      sim.watch.faults.push(`an event of ${ref.instanceId} was acknowledged and is stored ${count} times`);
  });
}

export function resume(sim: SimRun, ref: InstanceRef): void {
  sim.watch.lifting(ref);
  const lift = (): void => sim.watch.lifting(ref);
  void sim.fx.runtime.resume(ref, { reason: undefined }).then(lift, lift);
}

export function terminate(sim: SimRun, ref: InstanceRef, recurse = sim.random.chance(0.5)): void {
  sim.loose.add(treeOf(ref.instanceId));
  note(sim, sim.fx.runtime.terminate(ref, { output: undefined, recurse }), () => undefined);
}

function start(sim: SimRun): void {
  const { random, fx, watch } = sim;
  const appId = random.pick(APPS);
  const ref = { appId, instanceId: `${appId[0] ?? ''}${random.between(0, 6)}` };
  const root = sim.rootOf(ref);
  if (root.isBusy) return;
  const run = `r${sim.number()}`;
  watch.lifting(ref);
  note(sim, busy(sim, root, askForStart(sim, ref, run)), () => {
    watch.lifting(ref);
    root.run = run;
    sim.purged.delete(ref.instanceId);
    root.isDoubtful = false;
    const wait = { ref, life: sim.life, isOver: false };
    sim.waits.push(wait);
    fx.ended(ref).then(
      () => (wait.isOver = true),
      // Somebody deleted the instance, and the waiting caller was told.
      () => (wait.isOver = true),
    );
  });
}

function askForStart({ random, fx }: SimRun, ref: InstanceRef, run: string): Promise<InstanceRef> {
  const input: SimInput = { run, round: 0, seen: [] };
  const scheduledStartAt = random.chance(0.15) ? fx.clock.now() + random.between(-5, 15) : undefined;
  const request = { ref, name: `P${random.between(0, 4)}`, input: JSON.stringify(input), scheduledStartAt };
  return fx.start('', { ...request, unique: random.chance(0.1) });
}

function suspend(sim: SimRun, ref: InstanceRef): void {
  const acknowledged = sim.watch.suspending(ref);
  const before = runOnDisk(sim, ref);
  note(sim, sim.fx.runtime.suspend(ref, { reason: undefined }), async () => {
    const stored = await sim.fx.stored(ref);
    if (stored?.record.executionId !== (await before)) return;
    if (stored !== undefined && stored.record.completedAt === undefined) acknowledged(stored.record.executionId);
  });
}

/** Which run is on disk now: what is asked of one that has ended says nothing of the next on its id. */
async function runOnDisk(sim: SimRun, ref: InstanceRef): Promise<string | undefined> {
  try {
    return (await sim.fx.stored(ref))?.record.executionId;
  } catch {
    // The runtime is being restarted; whatever is asked now is of no account.
    return undefined;
  }
}

function purge(sim: SimRun, ref: InstanceRef): void {
  const { random, watch } = sim;
  const root = sim.rootOf(ref);
  if (root.isBusy) return;
  sim.purged.add(ref.instanceId);
  const force = random.chance(0.2);
  const recursive = random.chance(0.5);
  if (force) sim.loose.add(treeOf(ref.instanceId));
  watch.lifting(ref);
  const asked: Promise<unknown>[] = [sim.fx.runtime.purge(ref, { recursive, force })];
  // Its id is used again in the same moment: whatever comes of that must end.
  if (isRoot(ref) && random.chance(0.3)) asked.push(askForStart(sim, ref, `r${sim.number()}`));
  note(sim, busy(sim, root, Promise.allSettled(asked)), () => {
    watch.lifting(ref);
    root.run = undefined;
  });
}

async function rerun(sim: SimRun, source: InstanceRef): Promise<void> {
  const events = (await sim.fx.history(source)).filter((event) => event.eventId >= 0);
  if (events.length === 0) return;
  const { eventId } = sim.random.pick(events);
  const newInstanceId = `${source.instanceId[0] ?? ''}f${sim.number()}`;
  const ref = { appId: source.appId, instanceId: newInstanceId };
  const root = sim.rootOf(ref);
  const started = (await sim.fx.history(source)).find((event) => event.kind === 'execution-started');
  if (started === undefined) return;
  if (sim.loose.has(treeOf(source.instanceId))) sim.loose.add(newInstanceId);
  const { run } = JSON.parse(started.input ?? '{}') as SimInput;
  const request = { source, eventId, newInstanceId, overwrite: undefined, newChildInstanceId: undefined };
  note(sim, busy(sim, root, sim.fx.runtime.rerun(request)), () => {
    root.run = run;
    root.isDoubtful = false;
  });
}

/** A random instance: mostly one that a client started, at times a child. */
async function anyRef(sim: SimRun): Promise<InstanceRef | undefined> {
  const roots = [...sim.roots.values()].map((root) => root.ref);
  const refs = sim.random.chance(0.75) ? roots : await sim.everyRef();
  return refs.length === 0 ? undefined : sim.random.pick(refs);
}

/** An answer counts only in the life in which it was asked for. */
function note(sim: SimRun, asked: Promise<unknown>, onDone: () => unknown): void {
  const { life } = sim;
  // A store that is closed meanwhile tells nothing either.
  asked.then(() => (life === sim.life ? onDone() : undefined)).catch(() => undefined);
}

/** Asks for what creates or deletes an instance, of which only one at a time is asked for. */
function busy(sim: SimRun, root: Root, asked: Promise<unknown>): Promise<unknown> {
  const { life } = sim;
  root.isBusy = true;
  return asked.finally(() => {
    if (life === sim.life) root.isBusy = false;
  });
}

function isRoot({ instanceId }: InstanceRef): boolean {
  return treeOf(instanceId) === instanceId;
}
