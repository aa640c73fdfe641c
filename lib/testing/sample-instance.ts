import type { InstanceSummary } from '@/lib/domain/instance';

/** A completed instance for tests; say only what matters. */
export function sampleInstance(part: Partial<InstanceSummary> = {}): InstanceSummary {
  return {
    appId: 'orders',
    instanceId: 'order-1',
    name: 'PayOrder',
    status: 'completed',
    createdAt: 1000,
    startedAt: 1010,
    updatedAt: 2250,
    completedAt: 2250,
    executionId: 'e-1',
    generation: 1,
    tags: {},
    waitingOn: { activities: [], openTasks: 0, children: [], events: [] },
    attempts: 1,
    historyLength: 6,
    revision: 1,
    ...part,
  };
}
