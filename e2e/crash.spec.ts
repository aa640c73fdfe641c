import { expect, test } from '@playwright/test';
import { LedgerRun } from './fixtures/ledger-run';

const WORKFLOWS = 50;
const ACTIVITIES = 12;

/** Numbers in [0, 1) that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function survives(kill: (run: LedgerRun) => Promise<void>): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
  const random = seeded(seed);
  const total = WORKFLOWS * ACTIVITIES;
  const thirds = [0, 1, 2].map((third) => Math.floor(((third + 0.1 + 0.8 * random()) * total) / 3.2));
  const run = await LedgerRun.start();
  try {
    const ids = Array.from({ length: WORKFLOWS }, (_, index) => `ledger-${index + 1}`);
    const finished = Promise.all(ids.map((id) => run.acknowledgeStart(id).then(() => run.completion(id))));
    for (const threshold of thirds) {
      await Promise.race([run.ran(threshold), finished]);
      await kill(run);
    }
    await finished;
    await compare(run, seed);
  } finally {
    await run.stop();
  }
}

async function compare(run: LedgerRun, seed: number): Promise<void> {
  const acknowledged = run.entries('acknowledged').map((entry) => entry.instanceId);
  const ran = run.entries('ran');
  const stored = new Map((await run.store()).map((found) => [found.instance.instanceId, found]));
  const recorded: string[] = [];
  for (const instanceId of acknowledged) {
    const found = stored.get(instanceId);
    expect(found?.instance.status, `${instanceId} in the store`).toBe('completed');
    const results = (found?.history ?? []).flatMap((event) =>
      event.kind === 'task-completed' ? [`${instanceId} ${String(JSON.parse(event.result ?? 'null'))}`] : [],
    );
    expect(new Set(results).size, `${instanceId}: results recorded once`).toBe(results.length);
    expect(results).toHaveLength(ACTIVITIES);
    recorded.push(...results);
  }
  const ranOnce = new Set(ran.map((entry) => `${entry.instanceId} ${entry.activity}`));
  expect([...ranOnce].toSorted()).toEqual(recorded.toSorted());
  expect(acknowledged).toHaveLength(WORKFLOWS);
  const report = {
    seed,
    kills: run.kills,
    acknowledged: acknowledged.length,
    completed: stored.size,
    activitiesRun: ran.length,
    activitiesRecorded: recorded.length,
  };
  console.log(`crash report ${JSON.stringify(report)}`);
  await test
    .info()
    .attach('crash report', { body: JSON.stringify(report, undefined, 2), contentType: 'application/json' });
}

test('nothing acknowledged is lost when the runtime is killed three times', async () => {
  await survives(async (run) => {
    await run.killRuntime();
    expect(run.workerIsAlive, 'the worker outlives the runtime').toBe(true);
  });
});

test('nothing acknowledged is lost when the worker is killed three times', async () => {
  await survives((run) => run.killWorker());
});
