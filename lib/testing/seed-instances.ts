import type { Instant } from '@/lib/domain/instant';
import { hasEnded, type InstanceStatus } from '@/lib/domain/instance-status';
import type { ChangeSet, RuntimeStore } from '@/lib/store/runtime-store';
import { randomSource, type RandomSource } from './seed/random-source';
import { longestRun, SEED_WORKFLOWS, type SeedWorkflow } from './seed/seed-catalog';
import { seedRun, type SeedRequest } from './seed/seed-run';

const BATCH = 500;
const DAY = 86_400_000;

/** Percent of runs in each status. */
const STATUS_WEIGHTS: readonly (readonly [InstanceStatus, number])[] = [
  ['completed', 76],
  ['failed', 8],
  ['running', 8],
  ['terminated', 3],
  ['pending', 2],
  ['suspended', 2],
  ['stalled', 1],
];

/**
 * Fills a store with `count` instances (a child counts as one) of several apps and workflows in every status, created in
 * the week before `now`, with payloads, steps and short histories. The same seed writes the same instances.
 */
export async function seedInstances(
  store: RuntimeStore,
  options: { readonly count: number; readonly now: Instant; readonly seed: number },
): Promise<void> {
  const random = randomSource(options.seed);
  let batch: ChangeSet[] = [];
  let lastFailed: SeedRequest | undefined;
  for (let made = 0; made < options.count;) {
    const request = nextRequest(random, { index: made, now: options.now, lastFailed });
    if (request.status === 'failed') lastFailed = request;
    const saves = seedRun(random, request, () => store.allocateKey());
    const kept = saves.length > options.count - made ? saves.slice(-1) : saves;
    batch.push(kept);
    made += kept.length;
    if (batch.length < BATCH && made < options.count) continue;
    await store.commit(batch);
    batch = [];
  }
}

type Situation = { readonly index: number; readonly now: Instant; readonly lastFailed: SeedRequest | undefined };

function nextRequest(random: RandomSource, { index, now, lastFailed }: Situation): SeedRequest {
  const status = pickWeighted(random, STATUS_WEIGHTS);
  const rerun = lastFailed !== undefined && random.chance(0.02) ? lastFailed : undefined;
  const workflow =
    rerun?.workflow ??
    pickWeighted(
      random,
      SEED_WORKFLOWS.map((one): readonly [SeedWorkflow, number] => [one, one.weight]),
    );
  // Most runs are recent, and what has not ended is more recent still; none is young enough to reach past the present.
  const spread = hasEnded(status) ? random.fraction() ** 2 * 6.5 * DAY : random.fraction() ** 3 * (DAY / 6);
  const age = longestRun(workflow) + spread;
  const createdAt = Math.round((now - age) * 1000) / 1000;
  const tail = random.chance(0.2) ? random.hex(12) : String(10_000 + index);
  return {
    workflow,
    status,
    instanceId: `${workflow.idPrefix}-${tail}`,
    createdAt,
    now,
    rerunOf: rerun?.instanceId,
  };
}

function pickWeighted<T>(random: RandomSource, options: readonly (readonly [T, number])[]): T {
  let rest = random.fraction() * options.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [option, weight] of options) {
    rest -= weight;
    if (rest < 0) return option;
  }
  throw new RangeError('nothing to pick from');
}
