import { afterEach, describe, expect, test } from 'vitest';
import { FaultRun } from './fixtures/fault-run';
import { chosenSeed } from './fixtures/seed';
import { stores } from './fixtures/stores';

const OF_EACH = 15;
const OLD = '';
const NEW = '2';
const { seed, random } = chosenSeed('rolling deploy');
let run: FaultRun;

afterEach(() => run.remove());

describe.each(stores)('$name', (store) => {
  test('old and new workers side by side, each with its own versions: nothing is lost and everything ends', async () => {
    run = await FaultRun.start({ store, seed, versions: [OLD] });
    const ids = Array.from({ length: OF_EACH }, (_, index) => index);
    const old = ids.map((index) => run.carryThrough(`old-${index}`, { version: OLD }));
    const fresh = ids.map((index) => run.carryThrough(`new-${index}`, { version: NEW }));
    await run.reached('reported', random.between(1, OF_EACH));
    run.startWorker([OLD]);
    run.stopOldestWorker();
    await run.reached('reported', random.between(OF_EACH + 1, 2 * OF_EACH));
    run.startWorker([OLD, NEW]);
    await run.killRuntime();
    await run.reached('reported', 4 * OF_EACH);
    run.stopOldestWorker();
    await Promise.all([...old, ...fresh]);
    expect(await run.losses()).toEqual([]);
  });
});
