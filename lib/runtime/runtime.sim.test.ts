import { expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { randomSource, type RandomSource } from '@/lib/testing/seed/random-source';
import type { Script, Stage } from '@/lib/testing/scripted-workflow';
import type { Play, Treatment } from '@/lib/testing/worker-double';

const TREATMENTS: readonly Treatment[] = [
  ...(['answer', 'answer', 'answer', 'answer without token', 'answer twice'] as const),
  ...(['wrong token', 'unknown action', 'ignore', 'drop the stream'] as const),
];
const LIMITS = {
  perStream: 3,
  turnTimeout: 40,
  activityTimeout: 60,
  retryDelay: 5,
  terminateGrace: 20,
  cachedInstances: 4,
};
const MOST_ROUNDS = 20_000;

function anyStage(random: RandomSource): Stage {
  return random.pick<Stage>([
    { kind: 'activities', count: random.between(1, 4) },
    { kind: 'timers', delays: [random.between(0, 8), random.between(0, 8)] },
    { kind: 'event', name: 'Go' },
    { kind: 'child' },
  ]);
}

function anyScript(random: RandomSource): Script {
  const stages = Array.from({ length: random.between(0, 4) }, () => anyStage(random));
  return { stages, end: random.pick(['completed', 'completed', 'failed']) };
}

/** Scripts by name, and a worker of `whims` that turns reliable when `isCalm`. */
function anyPlay(random: RandomSource, whims: { isCalm: boolean }): Play {
  const scripts = Array.from({ length: 4 }, (_, index): [string, Script] => [`Script${index}`, anyScript(random)]);
  const failure = { type: 'Boom', message: 'boom', nonRetriable: false };
  return {
    workflows: {
      ...Object.fromEntries(scripts),
      Child: { stages: [{ kind: 'activities', count: 1 }], end: 'completed' },
    },
    treat: () => (whims.isCalm ? 'answer' : random.pick(TREATMENTS)),
    activity: () => (random.chance(0.2) ? { kind: 'failed', failure } : { kind: 'completed', result: '1' }),
  };
}

type Run = { readonly fx: RuntimeFixture; readonly random: RandomSource; readonly ids: string[]; play: Play };

/** One random thing from outside. */
async function disturb({ fx, random, ids, play }: Run): Promise<void> {
  const ref = refOf(random.pick(ids));
  const what = random.between(0, 99);
  if (what < 3) {
    await fx.restart();
    fx.keepingWorker(play);
    fx.worker(play);
  } else if (what < 10) await fx.runtime.suspend(ref, { reason: undefined });
  else if (what < 20) await fx.runtime.resume(ref, { reason: undefined });
  else if (what < 22)
    void fx.runtime.terminate(ref, { output: undefined, recurse: random.chance(0.5) }).catch(() => undefined);
  else if (what < 40) await fx.runtime.raiseEvent(ref, { name: 'Go', input: '1' });
  else if (what < 50) fx.failNextCommit(new Error('the disk is full'));
}

/** Keeps going, with what every workflow may wait for, until all of it has ended. */
async function finish({ fx, ids, play }: Run): Promise<void> {
  for (const id of ids) await fx.runtime.resume(refOf(id), { reason: undefined });
  fx.worker(play);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round % 50 === 0) {
      const details = await Promise.all(ids.map((id) => fx.runtime.get(refOf(id))));
      const open = details.filter((detail) => detail?.completedAt === undefined);
      if (open.length === 0) return;
      for (const detail of open)
        await fx.runtime.raiseEvent(refOf(detail?.instanceId ?? ''), { name: 'Go', input: '1' });
    }
    await fx.tick();
  }
}

function resolutions(history: readonly HistoryEvent[]): readonly string[] {
  return history.flatMap((event) => {
    if (event.kind === 'task-completed' || event.kind === 'task-failed') return [`task ${event.taskId}`];
    if (event.kind === 'child-completed' || event.kind === 'child-failed') return [`child ${event.taskId}`];
    return event.kind === 'timer-fired' ? [`timer ${event.timerId}`] : [];
  });
}

function scheduled(history: readonly HistoryEvent[]): readonly string[] {
  return history.flatMap((event) => {
    if (event.kind === 'task-scheduled') return [`task ${event.eventId}`];
    if (event.kind === 'child-created') return [`child ${event.eventId}`];
    return event.kind === 'timer-created' ? [`timer ${event.eventId}`] : [];
  });
}

async function checkHistory(fx: RuntimeFixture, id: string): Promise<void> {
  const detail = await fx.runtime.get(refOf(id));
  expect(detail?.completedAt, `${id} has ended`).toBeDefined();
  const history = await fx.history(id);
  const [asked, got] = [scheduled(history), resolutions(history)];
  expect(new Set(asked).size, `${id} schedules each step once`).toBe(asked.length);
  expect(new Set(got).size, `${id} has each result once`).toBe(got.length);
  expect(asked).toEqual(expect.arrayContaining([...got]));
  if (detail?.status !== 'terminated') expect([...got].sort()).toEqual([...asked].sort());
  expect(history.filter((event) => event.kind === 'execution-completed')).toHaveLength(1);
}

async function checkStore(fx: RuntimeFixture, ids: readonly string[]): Promise<void> {
  const console = await fx.openConsole();
  try {
    const counted = await console.countInstances(NO_FILTER);
    expect(counted).toEqual(await console.countInstances({ ...NO_FILTER, createdFrom: 0 }));
    expect(counted.total).toBeGreaterThanOrEqual(ids.length);
    const steps = await Promise.all(ids.map((id) => console.listSteps(refOf(id))));
    expect(steps.flat().filter((step) => step.status === 'scheduled')).toEqual([]);
  } finally {
    await console.close();
  }
}

test.each([11, 12, 13, 14, 15, 16])('whatever workers, disk and people do, all ends well (seed %i)', async (seed) => {
  const random = randomSource(seed);
  const fx = await openRuntime({ limits: LIMITS });
  const whims = { isCalm: false };
  const run: Run = { fx, random, ids: [], play: anyPlay(random, whims) };
  fx.keepingWorker(run.play);
  for (let round = 0; round < 250; round += 1) {
    if (random.chance(0.1)) {
      const start = fx.start(`i${round}`, { name: `Script${random.between(0, 3)}` });
      await start.then(({ instanceId }) => run.ids.push(instanceId)).catch(() => undefined);
    }
    if (run.ids.length > 0) await disturb(run).catch(() => undefined);
    await fx.tick();
  }
  whims.isCalm = true;
  fx.healDisk();
  await finish(run);
  for (const id of run.ids) await checkHistory(fx, id);
  await fx.settled();
  expect(fx.runtime.workers().reduce((sum, worker) => sum + worker.outstanding, 0)).toBe(0);
  await checkStore(fx, run.ids);
});
