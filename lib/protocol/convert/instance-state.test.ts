import { describe, expect, test } from 'vitest';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { InstanceDetail } from '@/lib/domain/instance';
import { WorkflowState } from '../generated/workflow';
import { instanceStateToWire } from './instance-state';
import { instanceStatusFromWire, instanceStatusToWire } from './instance-status';

describe('instance state', () => {
  test('tells all that is known', () => {
    expect(overTheWire(detail, { payloads: true })).toEqual({
      instanceId: 'order-1:0002',
      name: 'Order',
      version: 'v2',
      workflowStatus: 3,
      createdTimestamp: { seconds: 1, nanos: 500_000_000 },
      scheduledStartTimestamp: { seconds: 2, nanos: 0 },
      startedAt: { seconds: 3, nanos: 0 },
      lastUpdatedTimestamp: { seconds: 4, nanos: 0 },
      completedTimestamp: { seconds: 5, nanos: 0 },
      executionId: 'run-1',
      parentInstanceId: 'order-1',
      parentAppId: 'shop',
      tags: { team: 'blue' },
      input: '',
      output: 'null',
      customStatus: '"half"',
      failureDetails: { errorType: 'Boom', errorMessage: 'it broke', isNonRetriable: true },
    });
  });

  test('keeps payloads back unless asked for', () => {
    const state = overTheWire(detail, { payloads: false });
    expect(state).toMatchObject({ input: undefined, output: undefined, customStatus: undefined });
    expect(state.failureDetails).toBeUndefined();
  });

  test.each(INSTANCE_STATUSES)('status %s comes back', (status) => {
    expect(instanceStatusFromWire(instanceStatusToWire(status))).toBe(status);
  });
});

const detail: InstanceDetail = {
  appId: 'shop',
  instanceId: 'order-1:0002',
  name: 'Order',
  version: 'v2',
  status: 'failed',
  createdAt: 1500,
  scheduledStartAt: 2000,
  startedAt: 3000,
  updatedAt: 4000,
  completedAt: 5000,
  executionId: 'run-1',
  generation: 1,
  parent: { appId: 'shop', instanceId: 'order-1' },
  tags: { team: 'blue' },
  waitingOn: { activities: [], openTasks: 0, children: [], events: [] },
  attempts: 1,
  historyLength: 4,
  revision: 9,
  input: '',
  output: 'null',
  customStatus: '"half"',
  failure: { type: 'Boom', message: 'it broke', nonRetriable: true },
};

function overTheWire(instance: InstanceDetail, options: { payloads: boolean }): WorkflowState {
  return WorkflowState.decode(WorkflowState.encode(instanceStateToWire(instance, options)).finish());
}
