import type { SizeLimits } from '@/lib/engine/size-limits';
import type { EndedStatus } from '@/lib/domain/instance-status';
import type { RetryPolicy } from '@/lib/domain/retry-policy';

export type { RetryPolicy };

/** What an operator may set for one app. An absent number means no limit, an absent policy none. */
export type AppPolicies = {
  /** Turns with workers at one time. */
  readonly maxWorkflows?: number | undefined;
  /** Activities with workers at one time. */
  readonly maxActivities?: number | undefined;
  /** The same per workflow name, and per activity name. */
  readonly maxPerWorkflow: ReadonlyMap<string, number>;
  readonly maxPerActivity: ReadonlyMap<string, number>;
  /** By activity name of the app that runs the activity; `*` stands for every name without an entry of its own. */
  readonly retry: ReadonlyMap<string, RetryPolicy>;
  /** How long an instance is kept after its end, in milliseconds; absent: for ever. */
  readonly retention: Readonly<Partial<Record<EndedStatus, number>>>;
};

/** What an operator may set for the whole runtime. */
export type RuntimePolicies = SizeLimits & {
  /** Policies of an app; one that nobody declared has the defaults. */
  of(appId: string): AppPolicies;
  /** True when somebody declared the app, so that its workers may come. */
  knows(appId: string): boolean;
  /** True: an instance id is never used twice, whatever a start asks for. */
  readonly uniqueInstanceIds: boolean;
};

export const NO_APP_POLICIES: AppPolicies = {
  maxPerWorkflow: new Map(),
  maxPerActivity: new Map(),
  retry: new Map(),
  retention: {},
};

/** Nothing is limited, repeated or deleted, and every App ID is taken for one that will come. */
export const NO_POLICIES: RuntimePolicies = {
  of: () => NO_APP_POLICIES,
  knows: () => true,
  uniqueInstanceIds: false,
  maxPayloadBytes: Infinity,
  maxHistoryBytes: Infinity,
};
