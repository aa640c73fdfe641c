import { setTimeout as sleep } from 'node:timers/promises';

const speed = Number(process.env['SAMPLE_SPEED'] ?? '1');
const factor = Number.isFinite(speed) && speed >= 0 ? speed : 1;

/**
 * Stands in for the time a real service would take.
 * @param milliseconds multiplied by SAMPLE_SPEED, so 0 makes every activity return at once
 */
export async function work(milliseconds: number): Promise<void> {
  if (factor > 0) await sleep(milliseconds * factor);
}
