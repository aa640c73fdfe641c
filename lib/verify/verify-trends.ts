import { hasEnded } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { bucketOf, TREND_SPANS } from '@/lib/domain/trend';
import type { SnapshotInstance, SnapshotTrend } from '@/lib/store/store-snapshot';
import type { Difference } from './difference';

type Bucket = Omit<SnapshotTrend, 'count'>;

/**
 * Holds the trends to the instances that are stored: a bucket that is still kept tells no fewer starts and ends than there
 * are. More are right: trends tell what happened, and purges and new runs on an id take nothing of it back.
 */
export class TrendRecount {
  readonly #newestHour: Instant;
  readonly #found = new Map<string, number>();

  /** `newestHour`: the newest that trends are stored of; buckets are dropped by it. */
  constructor(newestHour: Instant) {
    this.#newestHour = newestHour;
  }

  add({ record }: SnapshotInstance): void {
    if (record === undefined) return;
    const { appId, name, status, createdAt, completedAt } = record;
    this.#count({ appId, name, measure: 'started' }, createdAt);
    if (hasEnded(status) && completedAt !== undefined) this.#count({ appId, name, measure: status }, completedAt);
  }

  async *compareWith(trends: AsyncIterable<SnapshotTrend>): AsyncIterable<Difference> {
    for await (const trend of trends) {
      const key = keyOf(trend);
      const found = this.#found.get(key) ?? 0;
      this.#found.delete(key);
      if (trend.count < found) yield fewer(key, trend.count, found);
    }
    for (const [key, found] of this.#found) yield fewer(key, 0, found);
  }

  #count(what: Omit<Bucket, 'span' | 'at'>, moment: Instant): void {
    for (const { span, kept } of TREND_SPANS) {
      const at = bucketOf(moment, span);
      if (at < this.#newestHour - kept) continue;
      const key = keyOf({ span, at, ...what });
      this.#found.set(key, (this.#found.get(key) ?? 0) + 1);
    }
  }
}

function keyOf({ span, at, appId, name, measure }: Bucket): string {
  return JSON.stringify([span, at, appId, name, measure]);
}

function fewer(key: string, stored: number, found: number): Difference {
  const [span, at, appId, name, measure] = JSON.parse(key) as [number, number, string, string, string];
  const length = span === TREND_SPANS[0].span ? 'minute' : 'hour';
  const thing = `trend of ${name} in ${appId}, ${measure}, ${length} at ${new Date(at).toISOString()}`;
  return { thing, what: 'count', stored, expected: `at least ${found}, as many as are stored` };
}
