import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { CounterMoves } from '../rows/counter-moves';
import type { KeptPath } from '../declared-values';
import { toInstanceRow } from '../rows/instance-row';
import { refuseGap, refuseUnseen } from '../rows/refuse-unseen';
import { outdatedAt, TrendMoves } from '../rows/trend-moves';
import type { ChangeSet, InstanceWrite, StateWrite } from '../runtime-store';
import type { CommitPlan, Marks, StoredInstanceState } from './commit-plan';
import { InstanceLife } from './instance-life';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
/** `paths`: those that are declared. */
export type CommitCircumstances = { readonly marks: Marks; readonly paths: readonly KeptPath[] };

type Purge = Extract<InstanceWrite, { kind: 'purge' }>;

/**
 * Folds the writes of a commit, in their order, into what they leave in each table. `stored` holds the instances that
 * have a key of these writes or an id that one of them takes for new. Throws as the writes would one by one: `conflict`
 * when one of them did not see what is there, the earlier ones of the commit included.
 */
export function planCommit(
  writes: ChangeSet,
  stored: readonly StoredInstanceState[],
  { marks, paths }: CommitCircumstances,
): CommitPlan {
  const commit = new Folding(stored, marks);
  for (const write of writes) {
    if (write.kind === 'state') commit.keep(write);
    else if (write.kind === 'save') commit.save(write);
    else commit.purge(write);
  }
  return commit.plan(paths);
}

class Folding {
  readonly #lives = new Map<number, InstanceLife>();
  readonly #keyOf = new Map<string, number>();
  readonly #tombstones = new Map<string, InstanceRef & { readonly revision: number | undefined }>();
  readonly #states = new Map<string, StateWrite>();
  readonly #counters = new CounterMoves();
  readonly #trends = new TrendMoves();
  #marks: Marks;

  constructor(stored: readonly StoredInstanceState[], marks: Marks) {
    this.#marks = marks;
    for (const state of stored) {
      this.#lives.set(state.key, new InstanceLife(state.key, state));
      this.#keyOf.set(refKey(state), state.key);
    }
  }

  save(write: Save): void {
    const { record } = write;
    const { appId, instanceId, key } = record;
    const life = this.#life(key);
    const before = life.stateOf(record);
    refuseUnseen(record, write.previous, before);
    refuseGap(write, before);
    if (before === undefined) {
      this.#refuseTwin(record, life);
      this.#keyOf.set(refKey(record), key);
      this.#tombstones.set(refKey(record), { appId, instanceId, revision: undefined });
    }
    life.save(write, toInstanceRow(record, this.#nextRevision(key)));
    this.#counters.move(appId, write.previous, record);
    this.#trends.take(write);
  }

  purge({ ref, key, previous }: Purge): void {
    const life = this.#life(key);
    refuseUnseen(ref, previous, life.stateOf(ref));
    life.purge();
    this.#keyOf.delete(refKey(ref));
    const { appId, instanceId } = ref;
    this.#tombstones.set(refKey(ref), { appId, instanceId, revision: this.#nextRevision(0) });
    this.#counters.move(appId, previous, undefined);
  }

  keep(write: StateWrite): void {
    this.#nextRevision(0);
    this.#states.set(JSON.stringify([write.appId, write.store, write.key]), write);
  }

  plan(paths: readonly KeptPath[]): CommitPlan {
    const lives = [...this.#lives.values()];
    const rows = lives.filter((life) => life.isSaved);
    const keys = (belongs: (life: InstanceLife) => boolean) => lives.filter(belongs).map(({ key }) => key);
    const values = rows.flatMap((life) => life.declaredValues(paths) ?? []);
    const states = [...this.#states.values()];
    const graves = [...this.#tombstones.values()];
    const trendHour = this.#trends.newestHour() ?? this.#marks.trendHour;
    return {
      purged: keys((life) => life.isPurged),
      clearedHistory: keys((life) => life.history.isCleared),
      clearedSteps: keys((life) => life.steps.isCleared),
      clearedPropagated: keys((life) => life.isPropagatedCleared),
      consumed: lives.flatMap((life) => life.consumed() ?? []),
      usedAgain: graves.filter(({ revision }) => revision === undefined),
      instances: rows.flatMap((life) => life.row ?? []),
      ids: rows.flatMap((life) => life.newId ?? []),
      payloads: rows.flatMap((life) => life.payload ?? []),
      values: values.flatMap(({ key, rows }) => rows.map((row) => ({ key, ...row }))),
      droppedValues: values.flatMap(({ key, absent }) => absent.map((pathId) => ({ key, pathId }))),
      history: rows.flatMap((life) => life.history.rows()),
      inbox: rows.flatMap((life) => life.inbox()),
      steps: rows.flatMap((life) => life.steps.rows()),
      propagated: rows.flatMap((life) => life.propagated ?? []),
      droppedStates: states.filter(({ entry }) => entry === undefined),
      states: states.flatMap(({ appId, store, key, at, entry }) =>
        entry === undefined ? [] : [{ appId, store, key, at, ...entry }],
      ),
      tombstones: graves.flatMap(({ revision, ...ref }) => (revision === undefined ? [] : [{ ...ref, revision }])),
      counters: this.#counters.net(),
      outdatedTrends: trendHour === this.#marks.trendHour ? [] : outdatedAt(trendHour),
      trends: this.#trends.moves(),
      marks: { ...this.#marks, trendHour },
    };
  }

  #life(key: number): InstanceLife {
    const known = this.#lives.get(key) ?? new InstanceLife(key, undefined);
    this.#lives.set(key, known);
    return known;
  }

  #nextRevision(key: number): number {
    const { revision, key: newest } = this.#marks;
    this.#marks = { ...this.#marks, revision: revision + 1, key: Math.max(newest, key) };
    return this.#marks.revision;
  }

  #refuseTwin(ref: InstanceRef, life: InstanceLife): void {
    if (!this.#keyOf.has(refKey(ref)) && !life.isAlive) return;
    throw new AppError('conflict', `Instance ${ref.instanceId} of ${ref.appId} or its key is stored already.`);
  }
}
