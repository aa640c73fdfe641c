import { type EndedStatus, hasEnded, INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { DEFAULT_LIMITS, type RuntimeLimits } from '@/lib/runtime/limits';
import { NO_APP_POLICIES, type AppPolicies, type RetryPolicy, type RuntimePolicies } from '@/lib/runtime/policies';
import type { AppSettings } from '../app-settings';
import type { Settings } from '../settings';

type Retention = NonNullable<Settings['retention']>;
type ActivityRules = NonNullable<AppSettings['activities']>[string];

const DEFAULT_FIRST_INTERVAL = 1_000;
const DEFAULT_BACKOFF = 2;
const DEFAULT_MAX_INTERVAL = 3_600_000;

type PolicySettings = Omit<Settings, 'apps'> & { readonly apps: readonly AppSettings[] };

/** What the operator's settings ask of the runtime. An app is known when it is among `apps`, which may grow. */
export function policiesFromSettings({ apps, retention = {}, ...rest }: PolicySettings): RuntimePolicies {
  const declared = new Map(apps.map((app) => [app.appId, policiesOfApp(app, retention)]));
  const undeclared: AppPolicies = { ...NO_APP_POLICIES, retention: retentionFrom(retention) };
  return {
    of: (appId) => declared.get(appId) ?? undeclared,
    knows: (appId) => apps.some((app) => app.appId === appId),
    uniqueInstanceIds: rest.uniqueInstanceIds ?? false,
    maxPayloadBytes: rest.maxPayload ?? Infinity,
    maxHistoryBytes: rest.maxHistory ?? Infinity,
  };
}

/** The runtime's bounds, with the time-outs that the settings name in place of the usual ones. */
export function limitsFromSettings({ timeouts = {} }: Settings): RuntimeLimits {
  return {
    ...DEFAULT_LIMITS,
    turnTimeout: timeouts.turn ?? DEFAULT_LIMITS.turnTimeout,
    activityTimeout: timeouts.activity ?? DEFAULT_LIMITS.activityTimeout,
    unknownAppTimeout: timeouts.unknownApp ?? DEFAULT_LIMITS.unknownAppTimeout,
    terminateGrace: timeouts.terminateGrace ?? DEFAULT_LIMITS.terminateGrace,
  };
}

function policiesOfApp(app: AppSettings, retention: Retention): AppPolicies {
  return {
    maxWorkflows: app.maxConcurrentWorkflows,
    maxActivities: app.maxConcurrentActivities,
    maxPerWorkflow: given(app.workflows, ({ maxConcurrent }) => maxConcurrent),
    maxPerActivity: given(app.activities, ({ maxConcurrent }) => maxConcurrent),
    retry: given(app.activities, retryPolicy),
    retention: { ...retentionFrom(retention), ...retentionFrom(app.retention ?? {}) },
  };
}

function retryPolicy({ retry }: ActivityRules): RetryPolicy | undefined {
  if (retry === undefined) return undefined;
  const { firstInterval = DEFAULT_FIRST_INTERVAL } = retry;
  return {
    maxAttempts: retry.maxAttempts,
    firstInterval,
    backoff: retry.backoff ?? DEFAULT_BACKOFF,
    maxInterval: retry.maxInterval ?? Math.max(DEFAULT_MAX_INTERVAL, firstInterval),
    nonRetriable: retry.nonRetriableErrors ?? [],
  };
}

/** One status wins over `anyTerminal` beside it. */
function retentionFrom({ anyTerminal, ...byStatus }: Retention): AppPolicies['retention'] {
  const each = INSTANCE_STATUSES.filter(hasEnded).map(
    (status) => [status, byStatus[status] ?? anyTerminal] as [EndedStatus, number | undefined],
  );
  return Object.fromEntries(each.filter((entry): entry is [EndedStatus, number] => entry[1] !== undefined));
}

function given<Rules, Value>(
  rules: Readonly<Record<string, Rules>> | undefined,
  valueOf: (rules: Rules) => Value | undefined,
): ReadonlyMap<string, Value> {
  const entries = Object.entries(rules ?? {}).map(([name, one]) => [name, valueOf(one)] as const);
  return new Map(entries.filter((entry): entry is [string, Value & {}] => entry[1] !== undefined));
}
