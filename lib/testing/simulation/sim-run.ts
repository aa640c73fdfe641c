import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { NO_APP_POLICIES } from '@/lib/runtime/policies';
import type { ActivityItem, WorkItem } from '@/lib/runtime/runtime-port';
import { differencesIn, differenceText } from '../differences-in';
import { RuntimeFixture } from '../runtime-fixture';
import { randomSource, type RandomSource } from '../seed/random-source';
import { anyPrograms, APPS, callerOf, type SimPrograms } from './program';
import { SimWorker } from './sim-worker';
import { Watch } from './watch';

export const SIM_LIMITS = {
  perStream: 3,
  turnTimeout: 60,
  activityTimeout: 90,
  lateAnswers: 60,
  retryDelay: 5,
  terminateGrace: 20,
  cachedInstances: 4,
};

const RETRY = { maxAttempts: 3, firstInterval: 4, backoff: 2, maxInterval: 10, nonRetriable: [] };

/** One of the apps repeats what fails and is handed little at a time, which must not change how anything ends. */
const SIM_POLICIES = {
  of: (appId: string) =>
    appId === APPS[1]
      ? { ...NO_APP_POLICIES, maxActivities: 2, maxWorkflows: 2, retry: new Map([['*', RETRY]]) }
      : NO_APP_POLICIES,
};

/** What clients know of an instance that they started. `run`: the newest acknowledged one; `doubt`: an answer was lost. */
export type Root = {
  readonly ref: InstanceRef;
  run: string | undefined;
  isBusy: boolean;
  isDoubtful: boolean;
};

/** Something whose stream is gone and that its worker answers all the same. */
export type Late = { readonly item: WorkItem; readonly worker: SimWorker; readonly lostAt: Instant };

/** One simulated life of a runtime: everything random comes from the seed, so the same seed gives the same life. */
export class SimRun {
  readonly random: RandomSource;
  readonly programs: SimPrograms;
  readonly watch = new Watch(SIM_LIMITS.perStream);
  readonly workers: readonly SimWorker[];
  readonly roots = new Map<string, Root>();
  /** Trees in which somebody ended or deleted something by hand, by the id of their root. */
  readonly loose = new Set<string>();
  /** Instances that somebody asked to delete; only a later start brings one back for certain. */
  readonly purged = new Set<string>();
  readonly late: Late[] = [];
  readonly waits: { readonly ref: InstanceRef; readonly life: number; isOver: boolean }[] = [];
  /** Counts crashes and restarts: an answer of an earlier life says nothing. */
  life = 0;
  #ids = 0;
  #numbers = 0;
  readonly #rideTime: number;
  #fx: RuntimeFixture | undefined;

  constructor(seed: number) {
    this.random = randomSource(seed);
    this.#rideTime = seed % 2 === 0 ? 0 : 3;
    this.programs = anyPrograms(this.random);
    const scope = {
      random: this.random,
      programs: this.programs,
      runtime: () => this.fx.runtime,
      onItem: (item: WorkItem, worker: SimWorker) => this.watch.handedOut(item, worker, this.fx.clock.now()),
      onAnswered: (item: WorkItem, worker: SimWorker) => this.watch.over(item, worker),
      onSecondAnswer: (item: WorkItem, worker: SimWorker) =>
        void this.#answerSecond(item, worker).catch(() => undefined),
      onAnswering: (item: ActivityItem, worker: SimWorker) => {
        const { life } = this;
        return () => void this.#expectStored(item, worker, life).catch(() => undefined);
      },
      onLost: (items: readonly WorkItem[], worker: SimWorker, willAnswer: boolean) => {
        for (const item of items) this.watch.over(item, worker);
        if (willAnswer) this.late.push(...items.map((item) => ({ item, worker, lostAt: this.fx.clock.now() })));
      },
    };
    // As with the SDKs: some echo completion tokens, JavaScript does not.
    this.workers = APPS.flatMap((appId) =>
      Array.from(
        { length: 2 },
        (_, index) =>
          new SimWorker(scope, appId, { echoesToken: index === 0 || appId === 'shop', keepsHistory: index === 0 }),
      ),
    );
  }

  get fx(): RuntimeFixture {
    if (this.#fx === undefined) throw new Error('the simulation has not begun');
    return this.#fx;
  }

  /** A fresh number of this run. */
  number(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  async open(): Promise<void> {
    this.#fx = new RuntimeFixture({
      // In half of the lives outcomes of turns ride.
      limits: { ...SIM_LIMITS, rideTime: this.#rideTime },
      policies: SIM_POLICIES,
      folder: 'memory',
      newId: () => `id-${(this.#ids += 1)}`,
    });
    await this.fx.open();
  }

  async restart(): Promise<void> {
    this.life += 1;
    this.#doubtAll();
    await this.fx.close();
    for (const worker of this.workers) if (worker.isConnected) worker.leave();
    await this.fx.open();
  }

  /** Goes on with what is on disk at this moment; what the old process does from here on is lost. */
  async crash(): Promise<void> {
    const old = this.fx;
    const copy = old.copyAfterCrash();
    this.life += 1;
    this.#doubtAll();
    for (const worker of this.workers) if (worker.isConnected) worker.leave();
    old.healDisk();
    await old.remove();
    this.#fx = copy;
    await this.verify();
    await copy.open();
  }

  /** Notes what is not as it should be in the files, whatever the runtime shows. */
  async verify(): Promise<void> {
    for (const difference of await differencesIn(this.fx.path)) this.watch.faults.push(differenceText(difference));
  }

  async remove(): Promise<void> {
    await this.#fx?.remove();
  }

  /** Every instance there is. */
  async everyRef(): Promise<readonly InstanceRef[]> {
    const all = await Promise.all(APPS.map((appId) => this.fx.runtime.listIds(appId, undefined, 10_000)));
    return APPS.flatMap((appId, index) => (all[index] ?? []).map((instanceId) => ({ appId, instanceId })));
  }

  rootOf(ref: InstanceRef): Root {
    const key = refKey(ref);
    const known = this.roots.get(key) ?? { ref, run: undefined, isBusy: false, isDoubtful: false };
    this.roots.set(key, known);
    return known;
  }

  /** Without a token the runtime may take this answer for one to whatever another worker of the app holds of its instance. */
  shareAnswer(item: WorkItem, by: SimWorker): void {
    if (by.echoesToken) return;
    for (const peer of this.workers) if (peer.appId === by.appId) peer.shareAnswer(item);
  }

  /** False when another run or generation has taken the id, which an answer without token would be taken for. */
  async isForTheSameRun(item: WorkItem, { appId }: SimWorker): Promise<boolean> {
    const caller = item.kind === 'activity' ? callerOf(item) : appId;
    const stored = await this.fx.stored({ appId: caller, instanceId: item.instanceId });
    return stored?.record.executionId === item.executionId;
  }

  /**
   * A result that was acknowledged is of an activity that the run knows of, as long as the run goes on. Of one for another
   * app only the runtime that handed it out can tell whose it is, and what one says after its crash says nothing.
   */
  async #expectStored(item: ActivityItem, { appId }: SimWorker, life: number): Promise<void> {
    if (callerOf(item) !== appId || life !== this.life) return;
    const stored = await this.fx.stored({ appId, instanceId: item.instanceId });
    if (stored?.record.executionId !== item.executionId || stored.record.completedAt !== undefined) return;
    const isKnown = stored.history.some((event) => event.kind === 'task-scheduled' && event.eventId === item.taskId);
    if (!isKnown)
      this.watch.faults.push(`a result of ${item.instanceId} was acknowledged whose activity is not stored`);
  }

  /** A store that is closed meanwhile tells nothing, and the answer is not given. */
  async #answerSecond(item: WorkItem, worker: SimWorker): Promise<void> {
    if (!(await this.isForTheSameRun(item, worker))) return;
    this.shareAnswer(item, worker);
    worker.answer(item);
  }

  #doubtAll(): void {
    for (const root of this.roots.values()) {
      if (root.isBusy) root.isDoubtful = true;
      root.isBusy = false;
    }
  }
}

/** The id of the root of the tree that an instance belongs to; children have their parent's id before a colon. */
export function treeOf(instanceId: string): string {
  return instanceId.split(':')[0] ?? instanceId;
}
