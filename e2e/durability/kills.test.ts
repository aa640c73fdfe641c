import { expect, test } from 'vitest';
import type { LedgerRun } from '../fixtures/ledger-run';
import { surviveKills } from '../fixtures/survive-kills';
import { chosenSeed } from './fixtures/seed';

const KILLS = Number(process.env['KILLS'] ?? 6);
const WORKFLOWS = 40;
const { seed, random } = chosenSeed('kills');

const victims: readonly (readonly [string, (run: LedgerRun) => Promise<void>])[] = [
  [
    'runtime, worker or both',
    (run) => random.pick([() => run.killRuntime(), () => run.killWorker(), () => run.killBoth()])(),
  ],
  ['worker while a new one is there (rolling deploy)', (run) => run.replaceWorker(random.pick(['SIGTERM', 'SIGKILL']))],
];

test.each(victims)('nothing acknowledged is lost by many kills at random: %s', async (_, kill) => {
  const report = await surviveKills({ seed, workflows: WORKFLOWS, kills: KILLS, kill });
  console.log(JSON.stringify(report));
  expect(report.faults).toEqual([]);
  expect(report.kills).toHaveLength(KILLS);
});
