import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { FaultRun } from './fixtures/fault-run';
import { chosenSeed } from './fixtures/seed';
import { fileStore } from './fixtures/stores';

/** A safety net, not a measure: what a runtime may take of the main memory in the worst of these tests, in megabytes. */
const MOST_MEMORY = 600;
const STARTS = Number(process.env['STARTS'] ?? 1_500);
const PAYLOAD = 'x'.repeat(2_000);
const { seed, random } = chosenSeed('slow disk');
let run: FaultRun;

afterEach(() => run.remove());

/** The most main memory that the runtime has ever held, in megabytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${run.runtime.process.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

describe('while every sync takes long', () => {
  test.each([20, 200])('%i ms: clients are slowed and not failed, and nothing is lost', async (syncDelay) => {
    run = await FaultRun.start({ store: fileStore, seed });
    run.control.set({ syncDelay });
    const finished = Promise.all(Array.from({ length: 40 }, (_, index) => run.carryThrough(`i${index}`)));
    for (let asked = 0; asked < 5; asked += 1) {
      await Promise.race([run.reached('reported', random.between(1, 150)), finished]);
      await run.hub.state('i0');
    }
    await finished;
    expect(run.refusals).toEqual([]);
    expect(peakMemory()).toBeLessThan(MOST_MEMORY);
    expect(await run.losses()).toEqual([]);
  });

  test('thousands of starts at once: memory stays bounded and every acknowledged start is there', async () => {
    run = await FaultRun.start({ store: fileStore, seed });
    run.control.set({ syncDelay: 100 });
    const ids = Array.from({ length: STARTS }, (_, index) => `s${index}`);
    await Promise.all(ids.map((id) => run.begin(id, { name: 'Idle', input: JSON.stringify(PAYLOAD) })));
    console.log(`${STARTS} starts: at most ${Math.round(peakMemory())} MB, ${run.refusals.length} refusals`);
    expect(peakMemory()).toBeLessThan(MOST_MEMORY);
    expect(run.refusals.filter(({ details }) => details === '')).toEqual([]);
    await run.killRuntime();
    expect(await run.losses({ ended: false })).toEqual([]);
  });
});
