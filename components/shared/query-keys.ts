import type { ListFilter } from '@/lib/domain/instance-filter';
import type { InstanceRef } from '@/lib/domain/instance';
import type { TrendRange } from '@/lib/domain/trend';

/** Every TanStack Query key of the console; the live stream refreshes by these. */
export const queryKeys = {
  lists: ['instances', 'list'] as const,
  list: (filter: ListFilter) => ['instances', 'list', filter] as const,
  counts: (filter: ListFilter) => ['instances', 'counts', filter] as const,
  allCounts: ['instances', 'counts'] as const,
  instance: ({ appId, instanceId }: InstanceRef) => ['instance', appId, instanceId] as const,
  detail: ({ appId, instanceId }: InstanceRef) => ['instance', appId, instanceId, 'detail'] as const,
  history: ({ appId, instanceId }: InstanceRef, payloads: string) =>
    ['instance', appId, instanceId, 'history', payloads] as const,
  event: ({ appId, instanceId }: InstanceRef, sequence: number) =>
    ['instance', appId, instanceId, 'event', sequence] as const,
  steps: ({ appId, instanceId }: InstanceRef) => ['instance', appId, instanceId, 'steps'] as const,
  children: ({ appId, instanceId }: InstanceRef) => ['instance', appId, instanceId, 'children'] as const,
  /** Short lists of the newest, beside the long list of the executions page. */
  recent: (filter: ListFilter) => ['instances', 'recent', filter] as const,
  allRecent: ['instances', 'recent'] as const,
  /** Many runs drawn as one. */
  aggregate: (filter: ListFilter, runs: string) => ['instances', 'aggregate', filter, runs] as const,
  workflows: ['workflows'] as const,
  trends: ['trends'] as const,
  trendsOf: (range: TrendRange, of: { readonly appId?: string | undefined; readonly name?: string | undefined }) =>
    ['trends', range, of] as const,
  runtime: ['runtime'] as const,
  workers: ['workers'] as const,
  settings: ['settings'] as const,
  tokens: ['tokens'] as const,
  sessions: ['sessions'] as const,
  targets: ['targets'] as const,
  views: ['views'] as const,
  bulkJobs: ['bulk', 'jobs'] as const,
  bulkJob: (id: string) => ['bulk', 'job', id] as const,
  bulkItems: (id: string, state: string) => ['bulk', 'items', id, state] as const,
  names: ['names'] as const,
  projects: ['projects'] as const,
};
