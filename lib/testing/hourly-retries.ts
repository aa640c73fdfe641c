import { NO_APP_POLICIES, type RuntimePolicies } from '@/lib/runtime/policies';

const HOUR = 3_600_000;

/** Every activity is tried three times, an hour between. */
export const HOURLY_RETRIES: Partial<RuntimePolicies> = {
  of: () => ({
    ...NO_APP_POLICIES,
    retry: new Map([['*', { maxAttempts: 3, firstInterval: HOUR, backoff: 1, maxInterval: HOUR, nonRetriable: [] }]]),
  }),
};
