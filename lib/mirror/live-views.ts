import type { DaprInstance } from '@/lib/dapr/dapr-instance';
import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceDetail, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { ConsoleStore } from '@/lib/store/console-store';
import { liveRun, type LiveRun } from './live-run';
import type { KnownRun } from './run-identity';

/** Where the instances of a cluster can be read one by one. */
export type LiveSource = {
  /** Undefined when the cluster has no such instance. Throws `unavailable` with the reason when it cannot be read. */
  read(ref: InstanceRef): Promise<DaprInstance | undefined>;
};

export type LiveParts = {
  /** The mirror. */
  readonly store: ConsoleStore;
  readonly source: LiveSource;
  readonly now: () => Instant;
  /** When something was last done to it from here: what was read before that is not shown any more. */
  readonly actedAt?: ((ref: InstanceRef) => Instant | undefined) | undefined;
  /** Told of each look at an instance that the mirror has and the cluster has no more. */
  readonly onGone?: ((ref: InstanceRef) => void) | undefined;
};

export type LiveView =
  /** `mirrored`: what the mirror has of it. */
  | {
      readonly from: 'cluster';
      readonly at: Instant;
      readonly run: LiveRun;
      readonly mirrored: InstanceDetail | undefined;
    }
  | { readonly from: 'mirror'; readonly why: string; readonly mirrored: InstanceDetail | undefined }
  /** The cluster has no such instance any more. */
  | { readonly from: 'nowhere' };

/** A longer history takes too long to read for each look at it. */
const LONGEST = 2_000;
/** A page asks several questions at once; they are about one moment. */
const KEPT_MS = 300;
/** After a failure the mirror answers for a while, so that no page waits for a cluster that is away. */
const REST_MS = 5_000;
const PATIENCE_MS = 3_000;

/** Reads instances in the cluster as they are looked at: each three times a second at most, and none while it does not answer. */
export class LiveViews {
  readonly #parts: LiveParts;
  readonly #views = new Map<string, { readonly at: Instant; readonly view: Promise<LiveView> }>();
  /** By App ID: sidecars fail one by one. */
  readonly #away = new Map<string, { readonly until: Instant; readonly why: string }>();

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  of(ref: InstanceRef): Promise<LiveView> {
    const now = this.#parts.now();
    for (const [key, { at }] of this.#views) if (at + KEPT_MS <= now) this.#views.delete(key);
    const known = this.#views.get(refKey(ref));
    if (known !== undefined && known.at > (this.#parts.actedAt?.(ref) ?? -Infinity)) return known.view;
    const view = this.#look(ref, now);
    this.#views.set(refKey(ref), { at: now, view });
    return view;
  }

  async #look(ref: InstanceRef, now: Instant): Promise<LiveView> {
    const mirrored = await this.#parts.store.getInstance(ref);
    if (mirrored !== undefined && mirrored.historyLength > LONGEST) {
      const why = `Histories of more than ${LONGEST.toLocaleString('en-US')} events are read from the mirror.`;
      return { from: 'mirror', why, mirrored };
    }
    const away = this.#away.get(ref.appId);
    if (away !== undefined && away.until > now) return { from: 'mirror', why: away.why, mirrored };
    try {
      const found = await withPatience(this.#parts.source.read(ref));
      if (found === undefined && mirrored !== undefined) this.#parts.onGone?.(ref);
      if (found === undefined) return { from: 'nowhere' };
      return { from: 'cluster', at: now, run: liveRun(found, await this.#known(mirrored), now), mirrored };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#away.set(ref.appId, { until: now + REST_MS, why: error.message });
      return { from: 'mirror', why: error.message, mirrored };
    }
  }

  async #known(mirrored: InstanceDetail | undefined): Promise<KnownRun | undefined> {
    if (mirrored === undefined) return undefined;
    const page = await this.#parts.store.readHistory(mirrored, { from: 0, limit: mirrored.historyLength });
    const history = page?.entries.filter(({ pending }) => !pending).map(({ event }) => event) ?? [];
    return { record: mirrored, history };
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new AppError('unavailable', `The cluster did not answer within ${PATIENCE_MS / 1000} s.`));
  }, PATIENCE_MS);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
