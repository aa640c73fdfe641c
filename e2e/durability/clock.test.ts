import { afterEach, describe, expect, test } from 'vitest';
import { eventsOf } from '@/e2e/conformance/events';
import { millis } from '@/e2e/conformance/time';
import { FaultRun } from './fixtures/fault-run';
import { chosenSeed } from './fixtures/seed';
import { stores } from './fixtures/stores';

const HOUR = 3_600_000;
const { seed } = chosenSeed('clock');
let run: FaultRun;

afterEach(() => run.remove());

/** The timers of an instance that have fired; looked at once the runtime has looked for due timers at its new time. */
async function firedAt(hours: number, barrier: string): Promise<readonly number[]> {
  run.control.set({ clockOffset: hours * HOUR });
  // A timer set after the jump has fired by the end of this: any that was due before it has as well.
  await run.carryThrough(barrier);
  return eventsOf(await run.hub.history('patient'), 'timerFired').map(({ timerId }) => timerId);
}

async function committedTimers(): Promise<void> {
  await run.begin('patient', { name: 'Patient', input: '5' });
  await run.reached('answered', 1);
}

describe.each(stores)('$name', (store) => {
  test('timers fire once and in order whichever way the clock goes, and none is lost', async () => {
    run = await FaultRun.start({ store, seed });
    await committedTimers();
    expect(await firedAt(0, 'b0')).toEqual([]);
    expect(await firedAt(-3, 'b1'), 'three hours back').toEqual([]);
    expect(await firedAt(1.5, 'b2'), 'an hour and a half on').toEqual([1]);
    expect(await firedAt(-20, 'b3'), 'twenty hours back').toEqual([1]);
    await run.killRuntime();
    expect(await firedAt(0.5, 'b4'), 'forth again, after a kill -9').toEqual([1]);
    expect(await firedAt(3.5, 'b5'), 'past two at once').toEqual([1, 2, 3]);
    run.control.set({ clockOffset: 30 * HOUR });
    await run.completion('patient');
    const history = await run.hub.history('patient');
    const fired = eventsOf(history, 'timerFired');
    expect(fired.map(({ timerId }) => timerId)).toEqual([1, 2, 3, 4, 5]);
    for (const { timestamp, fireAt } of fired) expect(millis(timestamp)).toBeGreaterThanOrEqual(millis(fireAt));
    expect(await run.losses()).toEqual([]);
  });
});
