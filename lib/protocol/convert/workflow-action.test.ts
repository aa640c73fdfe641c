import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION_KINDS, actionsOfKind } from '@/lib/testing/protocol-arbitraries';
import { WorkflowAction as WireWorkflowAction } from '../generated/actions';
import { workflowActionFromWire, workflowActionToWire } from './workflow-action';

describe('an action keeps everything over the wire', () => {
  test.each(ACTION_KINDS)('%s', (kind) => {
    fc.assert(
      fc.property(actionsOfKind(kind), (action) => {
        const bytes = WireWorkflowAction.encode(workflowActionToWire(action)).finish();
        expect(workflowActionFromWire(WireWorkflowAction.decode(bytes))).toEqual(action);
      }),
    );
  });
});

test('an action of a later protocol is unknown, not lost', () => {
  const fieldTwelve = new Uint8Array([0x08, 0x05, 0x62, 0x00]);
  expect(workflowActionFromWire(WireWorkflowAction.decode(fieldTwelve))).toEqual({ kind: 'unknown', id: 5 });
});

test('a completion as RUNNING is refused', () => {
  const wire: WireWorkflowAction = {
    id: 1,
    workflowActionType: { $case: 'completeWorkflow', value: { workflowStatus: 0, carryoverEvents: [] } },
  };
  expect(() => workflowActionFromWire(wire)).toThrow(expect.objectContaining({ code: 'invalid' }));
});
