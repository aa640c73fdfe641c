import type { BulkStore } from './bulk-store';
import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceDetail, InstanceRef, InstanceSummary } from '@/lib/domain/instance';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { PayloadPart } from '@/lib/domain/payload-path';
import type { RunSample } from '@/lib/domain/sampled-run';
import type { SavedView } from '@/lib/domain/saved-view';
import type { SeenNames } from '@/lib/domain/seen-names';
import type { Step } from '@/lib/domain/step';
import type { StoredCondition } from '@/lib/query/condition';
import type { KnownKinds } from '@/lib/query/plan-query';
import type { Instant } from '@/lib/domain/instant';
import type { AccessStore } from './access-store';
import type { AuditDraft, AuditLog } from './audit-log';
import type { TrendMeasure, TrendWindow } from '@/lib/domain/trend';

/**
 * The console's side of the store, never slower than an index. Any number of processes may hold one. It reads what the
 * runtime writes; the views that people have kept and the log of who did what are its own.
 */
export interface ConsoleStore extends AuditLog, AccessStore {
  /** Newest first, by (created, key). A page is short where too much would have to be read for it; `next` goes on there. */
  listInstances(filter: StoreFilter, page: PageRequest): Promise<InstancePage>;
  /** Exact when the filter is only about status, app and name, and wherever as much can be counted as quickly. */
  countInstances(filter: StoreFilter): Promise<InstanceCounts>;
  /** The newest runs of a filter with their steps, as many as the size allows. */
  sampleRuns(filter: StoreFilter, size: SampleSize): Promise<RunSample>;
  getInstance(ref: InstanceRef): Promise<InstanceDetail | undefined>;
  /** Committed history followed by events that were received and are not yet handed to the worker. */
  readHistory(ref: InstanceRef, page: { from: number; limit: number }): Promise<HistoryPage | undefined>;
  /** All steps of an instance in scheduling order, or only those of which its history does not tell all. */
  listSteps(ref: InstanceRef, which?: StepChoice): Promise<readonly Step[]>;
  /** Parent, children and reruns. */
  getRelated(ref: InstanceRef): Promise<Related>;
  /** Those of some instances that are there, with the names of their workflows, in any order. */
  namesOf(refs: readonly InstanceRef[]): Promise<readonly NamedRef[]>;
  /** The first children in the order in which they were started. */
  listChildren(ref: InstanceRef, limit: number): Promise<ChildPage>;
  /** How many there are below an instance, at whatever depth. */
  countDescendants(ref: InstanceRef): Promise<Descendants>;
  /** The places in payloads that conditions may be about. */
  listDeclaredPaths(): Promise<readonly DeclaredPath[]>;
  /** Names of steps, events and tags that there are in the newest runs, read within bounds. */
  seeNames(): Promise<SeenNames>;
  /** App IDs and workflow names that there are instances of. */
  listKinds(): Promise<KnownKinds>;
  listWorkflows(): Promise<readonly WorkflowCounts[]>;
  /** What happened over time; nothing for a step in which nothing happened. */
  readTrends(question: TrendQuestion): Promise<readonly TrendCell[]>;
  /** What happened to each workflow in a window. */
  sumTrends(window: TrendWindow): Promise<readonly TrendSum[]>;
  /** When runs of these workflows failed. */
  readFailures(window: TrendWindow, workflows: readonly WorkflowRef[]): Promise<readonly FailureCell[]>;
  /** Payloads of some instances as far as they are small, in any order; none for those that are not there. */
  readPayloads(refs: readonly InstanceRef[]): Promise<readonly SmallPayloads[]>;
  // An `entry` of the audit log is written in the same transaction as the change that it tells of: both are there, or none.
  /** Views that people have kept, by name. */
  listViews(): Promise<readonly SavedView[]>;
  /** Adds a view, or replaces the one with its id; as the default it takes the place of the one before. */
  saveView(view: SavedView, entry?: AuditDraft): Promise<void>;
  /** False when there is none with that id; nothing is written then. */
  deleteView(id: string, entry?: AuditDraft): Promise<boolean>;
  readonly bulk: BulkStore;
  /** What changed after `revision`, oldest first, and the newest revision of the store. */
  changesSince(revision: number, limit: number): Promise<ChangeFeed>;
  /** The newest revision: where a live reader starts. */
  latestRevision(): Promise<number>;
  /** Resolves when there may be changes after `revision`, a little later than they are; or when the signal aborts. */
  waitForChange(revision: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What instances a question is about: what indexes and counters know, and the rest, which each row is asked. */
export type StoreFilter = InstanceFilter & { readonly rest?: StoredCondition | undefined };

/** `cursor` is opaque: the `next` of the page before. */
export type PageRequest = { readonly cursor?: string | undefined; readonly limit: number };
/** Without `next` the list ends here; with it there may be more, even when the page holds less than was asked for. */
export type InstancePage = { readonly instances: readonly InstanceSummary[]; readonly next?: string | undefined };

/** Most runs of a sample, and about how many steps may be read for it: the run that goes beyond is the last one. */
export type SampleSize = { readonly runs: number; readonly steps: number };

/** `tooLarge`: parts that are there and larger than is read for a list. */
export type SmallPayloads = InstanceRef &
  Readonly<Partial<Record<PayloadPart, string | undefined>>> & { readonly tooLarge: readonly PayloadPart[] };

/** A count; there are that many at least when it is not exact. */
export type Tally = { readonly count: number; readonly isExact: boolean };

export type InstanceCounts = {
  readonly total: Tally;
  /** How many match per status when the filter's own status clause is left out; the same idea for apps and names. */
  readonly byStatus: Readonly<Record<InstanceStatus, Tally>>;
  readonly byApp: readonly (Tally & { readonly appId: string })[];
  readonly byName: readonly (Tally & { readonly name: string })[];
};

/** `pending` events wait in the inbox for the next turn (an instance held by suspend records results there). */
export type HistoryEntry = {
  readonly sequence: number;
  readonly pending: boolean;
  readonly event: HistoryEvent;
  /** The event has a payload, which the reader may not see; a store never says so of itself. */
  readonly isWithheld?: true | undefined;
};
export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  /** All entries, pending ones included. */
  readonly total: number;
  readonly revision: number;
};

/** `untold`: results that came too late, and tries that the runtime repeats by itself, are in no history. */
export type StepChoice = 'all' | 'untold';

export type Related = {
  readonly parent?: InstanceSummary | undefined;
  readonly children: readonly InstanceSummary[];
  readonly rerunOf?: InstanceSummary | undefined;
  readonly reruns: readonly InstanceSummary[];
};

/** An instance and how many it has started as its children. */
export type Child = InstanceSummary & { readonly children: Tally };
export type ChildPage = { readonly children: readonly Child[]; readonly hasMore: boolean };
export type Descendants = {
  readonly total: Tally;
  /** Of those that were counted. */
  readonly byStatus: Readonly<Record<InstanceStatus, number>>;
};

export type WorkflowCounts = {
  readonly appId: string;
  readonly name: string;
  readonly total: number;
  readonly byStatus: Readonly<Record<InstanceStatus, number>>;
  readonly lastStartedAt?: Instant | undefined;
};

export type WorkflowRef = { readonly appId: string; readonly name: string };

export type NamedRef = InstanceRef & { readonly name: string };

/** Of one app, of one workflow, or of all; of `among` only, when it is given. Begins and ends with a step. */
export type TrendQuestion = TrendWindow & {
  readonly appId?: string | undefined;
  readonly name?: string | undefined;
  readonly among?: readonly WorkflowRef[] | undefined;
};

/** `step`: when it begins. `slot`: how long those that ended took (`lib/domain/duration-slots.ts`). */
export type TrendCell = {
  readonly step: Instant;
  readonly measure: TrendMeasure;
  readonly slot: number;
  readonly count: number;
};
export type TrendSum = WorkflowRef & { readonly measure: TrendMeasure; readonly count: number };
export type FailureCell = WorkflowRef & { readonly step: Instant; readonly count: number };

export type ChangeFeed = {
  readonly revision: number;
  readonly changed: readonly InstanceSummary[];
  readonly purged: readonly InstanceRef[];
};
