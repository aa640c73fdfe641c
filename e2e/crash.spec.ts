import { expect, test } from '@playwright/test';
import type { LedgerRun } from './fixtures/ledger-run';
import { surviveKills } from './fixtures/survive-kills';

async function survives(kill: (run: LedgerRun) => Promise<void>): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
  const report = await surviveKills({ seed, workflows: 50, kills: 3, kill });
  console.log(`crash report ${JSON.stringify(report)}`);
  await test
    .info()
    .attach('crash report', { body: JSON.stringify(report, undefined, 2), contentType: 'application/json' });
  expect(report.faults).toEqual([]);
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
