import { refKey } from '@/lib/domain/instance';
import type { BulkItem, BulkJob } from '@/lib/domain/bulk-job';
import type { Outcome } from '@/lib/store/bulk-store';
import type { ServiceContext } from '../service-context';
import { actOnItem } from './act-on-item';
import { judgeItem } from './judge-item';

/** Calls to the engine that are under way at a time. */
const CALLS_AT_ONCE = 32;

/** Acts on some items of a job, several at a time, and says what became of each. */
export async function runBatch(
  engine: Pick<ServiceContext, 'control' | 'store'>,
  job: BulkJob,
  items: readonly BulkItem[],
): Promise<readonly Outcome[]> {
  const found = await engine.store.bulk.lookUp(items);
  const present = new Map(found.map((run) => [refKey(run), run]));
  const outcomes: Outcome[] = [];
  const waiting = items.values();

  async function work(): Promise<void> {
    for (const item of waiting) {
      const verdict = judgeItem(job.action, item, present.get(refKey(item)));
      const { state, note } = verdict.kind === 'act' ? await actOnItem(engine, job, item) : verdict;
      outcomes.push({ seq: item.seq, state, note });
    }
  }

  await Promise.all(Array.from({ length: Math.min(CALLS_AT_ONCE, items.length) }, work));
  return outcomes;
}
