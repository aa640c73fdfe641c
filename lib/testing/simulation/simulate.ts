import type { InstanceRef } from '@/lib/domain/instance';
import { programNamed } from './expected-end';
import { replay } from './program';
import { checkEnd } from './check-end';
import { checkStore } from './check-store';
import { actAsClient, raise, resume, terminate } from './sim-clients';
import { SIM_LIMITS, SimRun, treeOf } from './sim-run';

const ROUNDS = 120;
const MOST_CALM_ROUNDS = 3_000;
/** So long nobody is helped: whoever was forgotten by the runtime shows. More than any time limit of the simulation. */
const LEFT_ALONE = 120;
/** A busy app is given its next item within this time, in milliseconds. */
const BETWEEN_ITEMS = 10;

/** Lives one life and returns all that went wrong in it, with a summary of what happened that two equal lives share. */
export async function simulateLife(
  seed: number,
): Promise<{ readonly faults: readonly string[]; readonly trace: string }> {
  const sim = new SimRun(seed);
  await sim.open();
  try {
    for (const worker of sim.workers) if (sim.random.chance(0.7)) worker.connect();
    for (let round = 0; round < ROUNDS; round += 1) await disturbedRound(sim);
    const open = await calmDown(sim);
    if (open.length > 0) {
      sim.watch.faults.push(`never ended: ${open.map((ref) => `${ref.appId}/${ref.instanceId}`).join(', ')}`);
      return { faults: sim.watch.faults, trace: '' };
    }
    const trace = await checkEnd(sim);
    await checkStore(sim);
    return { faults: sim.watch.faults, trace };
  } finally {
    await sim.remove();
  }
}

async function disturbedRound(sim: SimRun): Promise<void> {
  const { random, fx } = sim;
  if (random.chance(0.25)) await actAsClient(sim);
  if (random.chance(0.04)) fx.failNextCommit(new Error('the disk is full'));
  if (random.chance(0.02)) await sim.restart();
  if (random.chance(0.02)) await sim.crash();
  for (const worker of sim.workers) {
    if (!worker.isConnected && random.chance(0.2)) worker.connect();
    if (random.chance(0.6)) worker.act();
  }
  if (sim.late.length > 0 && random.chance(0.3)) await answerLate(sim);
  await sim.fx.tick();
  if (random.chance(0.05)) sim.fx.clock.advance(random.between(-20, 40));
}

/**
 * Answers something whose stream is gone. Without a token nobody can tell an answer to an earlier run from one to what is
 * outstanding now, so such an answer is given only while the run is the same. It may be to an earlier turn of it, and
 * whoever was handed the turn anew answers as well; what comes later than the runtime reckons with is not given.
 */
async function answerLate(sim: SimRun): Promise<void> {
  const index = sim.random.between(0, sim.late.length - 1);
  const [late] = sim.late.splice(index, 1);
  if (late === undefined) return;
  const { item, worker, lostAt } = late;
  const isTooLate = item.kind === 'turn' && sim.fx.clock.now() - lostAt >= SIM_LIMITS.lateAnswers;
  if (!worker.echoesToken && (isTooLate || !(await sim.isForTheSameRun(item, worker)))) return;
  sim.shareAnswer(item, worker);
  worker.answer(item);
}

/** Everything works from here on, and whatever somebody may wait for comes; answers what has not ended all the same. */
async function calmDown(sim: SimRun): Promise<readonly InstanceRef[]> {
  sim.fx.healDisk();
  for (let round = 0; round < MOST_CALM_ROUNDS; round += 1) {
    if (round % 20 === 0) {
      const open = await openRefs(sim);
      if (open.length === 0 && round > 0) return [];
      for (const ref of round < LEFT_ALONE ? [] : open) await encourage(sim, ref, round);
    }
    for (const worker of sim.workers) {
      if (!worker.isConnected) worker.connect();
      while (worker.held.size > 0) worker.act('answer');
    }
    if (sim.late.length > 0) await answerLate(sim);
    await sim.fx.tick();
  }
  return openRefs(sim);
}

/** A parent whose child was deleted under its feet waits for ever, so it has to be ended. */
async function encourage(sim: SimRun, ref: InstanceRef, round: number): Promise<void> {
  const fault = await lostWakeUp(sim, ref);
  if (fault !== undefined) sim.watch.faults.push(fault);
  resume(sim, ref);
  raise(sim, ref);
  if (round >= 1_000 && sim.loose.has(treeOf(ref.instanceId))) terminate(sim, ref, true);
}

/** An instance that has had all that came for it must have made all that follows from it. */
async function lostWakeUp(sim: SimRun, ref: InstanceRef): Promise<string | undefined> {
  const stored = await sim.fx.stored(ref);
  if (stored === undefined) return undefined;
  const { appId, instanceId } = ref;
  const { status, scheduledStartAt } = stored.record;
  // What came before a resume was held until then.
  const resumed = stored.inbox.findLast(({ event }) => event.kind === 'execution-resumed');
  const waiting = resumed ?? stored.inbox[0];
  if (waiting !== undefined) {
    // A planned start may be late by a second, when the disk fails just then.
    const isHeld = scheduledStartAt !== undefined || !['pending', 'running'].includes(status);
    // An app that is handed little at a time may be long in coming to it, but is not idle until then: between two items it
    // has nothing in hand only while the next is read.
    const isQuiet = sim.watch.isQuietSince(appId, sim.fx.clock.now() - BETWEEN_ITEMS);
    const isIdle = isQuiet && sim.workers.every((worker) => worker.appId !== appId || worker.held.size === 0);
    const isForgotten = !isHeld && isIdle && waiting.event.at < sim.fx.clock.now() - LEFT_ALONE + 1;
    return isForgotten ? `${instanceId} was told something and is not handed out` : undefined;
  }
  // It will be asked again, late by a second when the disk fails just then; if that does not help, it shows afterwards.
  if (status !== 'running' || stored.record.askAgainAt !== undefined) return undefined;
  const program = programNamed(sim.programs, stored.record.name);
  const actions = replay({ program, appId, instanceId }, stored.history);
  return actions.length === 0 ? undefined : `${instanceId} sleeps though it has something to do`;
}

async function openRefs(sim: SimRun): Promise<readonly InstanceRef[]> {
  const refs = await sim.everyRef();
  const details = await Promise.all(refs.map((ref) => sim.fx.runtime.get(ref)));
  return refs.filter((_, index) => details[index] !== undefined && details[index].completedAt === undefined);
}
