import type { BulkAction, BulkGroup, BulkItem, BulkJob, BulkState, ItemState } from '@/lib/domain/bulk-job';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';

/**
 * Bulk jobs with their ledgers, tables of the console's own. One process at a time works on a job, under a claim that it
 * renews; what it writes counts only while the claim is its own, so two that believe they have it cannot mix up a ledger.
 */
export interface BulkStore {
  createJob(job: BulkJob): Promise<void>;
  getJob(id: string): Promise<BulkJob | undefined>;
  /** Newest first. */
  listJobs(limit: number): Promise<readonly BulkJob[]>;
  /** Deletes a job that nobody confirmed, or that has ended, with its ledger; false when there is none such. */
  deleteJob(id: string): Promise<boolean>;
  /** Deletes jobs made before then that nobody confirmed. */
  deleteDrafts(before: Instant): Promise<void>;
  /** Changes a job that is in one of some states; false when it is not. */
  changeJob(id: string, from: readonly BulkState[], change: JobChange): Promise<boolean>;
  /** Gives those that failed another try and lets a job that had ended go on; answers how many there are. */
  retryFailed(id: string): Promise<number>;

  /** Jobs that there is something to do for. */
  jobsToWorkOn(now: Instant): Promise<readonly WorkableJob[]>;
  /** Takes or renews the claim on a job until then; false when another has it, or there is nothing to do. */
  claim(id: string, claim: Claim): Promise<boolean>;
  /** Lets another process take the job, as far as the claim is one's own. */
  release(id: string, by: string): Promise<void>;
  /** Writes the next part of the set down; false, and nothing is written, when the claim is lost. */
  addItems(id: string, by: string, page: ItemPage): Promise<boolean>;
  /** Gives back what its last owner left under way. */
  takeBack(id: string, by: string): Promise<void>;
  /** The next items in order, which are under way from then on; none when the claim is lost or the job is not running. */
  takeItems(id: string, by: string, limit: number): Promise<readonly BulkItem[]>;
  /** Writes down what became of items; false, and nothing is written, when the claim is lost. */
  settleItems(id: string, by: string, outcomes: Outcomes): Promise<boolean>;

  listItems(id: string, page: LedgerPage): Promise<readonly BulkItem[]>;
  /** The set by App ID, workflow, status when frozen, and outcome; at most that many groups, the largest first. */
  groupsOf(id: string, limit: number): Promise<readonly BulkGroup[]>;
  /** What those of some instances that are there are like now, in any order. */
  lookUp(refs: readonly InstanceRef[]): Promise<readonly PresentRun[]>;
}

export type JobChange = {
  readonly action?: BulkAction;
  readonly state?: BulkState;
  /** null: no limit. */
  readonly rate?: number | null;
  readonly reason?: string;
  readonly confirmedAt?: Instant;
  readonly endedAt?: Instant;
  /** null: there is none any more. */
  readonly trouble?: string | null;
};

/** `cursor`: where the writing down of its set goes on. */
export type WorkableJob = { readonly id: string; readonly cursor?: string | undefined };

export type Claim = { readonly by: string; readonly now: Instant; readonly until: Instant };

/** `cursor`: where the set goes on; absent when that was all of it. */
export type ItemPage = {
  readonly items: readonly Omit<BulkItem, 'attempts'>[];
  readonly cursor?: string | undefined;
  readonly setHash: string;
};

export type Outcome = {
  readonly seq: number;
  readonly state: Exclude<ItemState, 'under-way'>;
  readonly note?: string | undefined;
};

export type Outcomes = { readonly at: Instant; readonly of: readonly Outcome[] };

export type LedgerPage = {
  readonly states?: readonly ItemState[] | undefined;
  /** Place of the last item of the page before. */
  readonly after: number;
  readonly limit: number;
};

export type PresentRun = InstanceRef & {
  readonly createdAt: Instant;
  readonly name: string;
  readonly status: InstanceStatus;
  readonly isChild: boolean;
};
