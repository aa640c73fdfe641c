import type { Control } from '@/lib/control/control';
import type { InstanceStatus } from '@/lib/domain/instance-status';

/** A run of the scenarios in `examples/javascript`, what is done to it, and the status in which it stays. */
export type RecordedRun = {
  readonly id: string;
  readonly workflow: string;
  readonly input?: unknown;
  /** Planned for a time that does not come. */
  readonly isPlanned?: true;
  readonly events?: readonly { readonly name: string; readonly input: unknown }[];
  readonly then?: 'suspend' | 'terminate';
  readonly status: InstanceStatus;
  /** Custom status that it must have shown before anything is done to it, and before it counts as settled. */
  readonly shows?: string;
};

const FAR = 365 * 86_400;
const done = { status: 'completed' } as const;

/** One run for every status and every building block that the JavaScript SDK has. */
export const RECORDED_RUNS: readonly RecordedRun[] = [
  { id: 'chain', workflow: 'Chain', input: 5, ...done },
  { id: 'fan-out', workflow: 'FanOut', input: 12, ...done },
  { id: 'parent', workflow: 'ParentOrder', input: 3, ...done },
  { id: 'generations', workflow: 'Counter', input: { count: 0, upTo: 4 }, ...done },
  { id: 'slept', workflow: 'Sleeper', input: { seconds: 1 }, ...done },
  { id: 'asleep', workflow: 'Sleeper', input: { seconds: FAR }, status: 'running' },
  { id: 'event-in-time', workflow: 'Approval', input: { seconds: FAR }, events: [approved('Mina')], ...done },
  { id: 'event-too-late', workflow: 'Approval', input: { seconds: 1 }, ...done },
  { id: 'awaits-event', workflow: 'Approval', input: { seconds: FAR }, status: 'running' },
  { id: 'all_events', workflow: 'Listener', input: 2, events: [item('first'), item('second')], ...done },
  { id: 'one_event', workflow: 'Listener', input: 2, events: [item('first, “naïve” 🐙')], status: 'running' },
  { id: 'no_event', workflow: 'Listener', input: 2, status: 'running' },
  { id: 'halfway', workflow: 'Status', shows: 'halfway', status: 'running' },
  { id: 'whole-way', workflow: 'Status', shows: 'halfway', events: [{ name: 'go', input: null }], ...done },
  { id: 'retried', workflow: 'Retrying', input: { failures: 2 }, ...done },
  { id: 'retries-used-up', workflow: 'Retrying', input: { failures: 9 }, status: 'failed' },
  { id: 'broken', workflow: 'Broken', status: 'failed' },
  { id: 'unknown-workflow', workflow: 'NobodyKnowsIt', status: 'failed' },
  { id: 'suspended', workflow: 'Listener', input: 1, then: 'suspend', status: 'suspended' },
  { id: 'terminated', workflow: 'Sleeper', input: { seconds: FAR }, then: 'terminate', status: 'terminated' },
  { id: 'planned', workflow: 'Chain', input: 1, isPlanned: true, status: 'pending' },
];

/** A run that is made out of another one, by running its second activity again. */
export const RERUN = { id: 'rerun', source: 'chain', eventId: 2, status: 'completed' } as const;

function approved(by: string): { readonly name: string; readonly input: unknown } {
  return { name: 'Approved', input: by };
}

function item(text: string): { readonly name: string; readonly input: unknown } {
  return { name: 'Item', input: text };
}

/** Starts a run through the sidecar of its app, as the console does. */
export async function startRun(control: Control, appId: string, run: RecordedRun): Promise<void> {
  const { id, workflow, input, isPlanned } = run;
  await control.start({
    ref: { appId, instanceId: id },
    name: workflow,
    input: input === undefined ? undefined : JSON.stringify(input),
    scheduledStartAt: isPlanned === undefined ? undefined : Date.now() + FAR * 1000,
  });
}

/** Raises the events of a run, then suspends or terminates it. */
export async function steerRun(control: Control, appId: string, { id, events = [], then }: RecordedRun): Promise<void> {
  const ref = { appId, instanceId: id };
  for (const { name, input } of events) await control.raiseEvent(ref, { name, input: JSON.stringify(input) });
  if (then === 'suspend') await control.suspend(ref, { reason: 'Looks odd' });
  if (then === 'terminate') {
    await control.terminate(ref, { output: JSON.stringify('Not wanted any more'), recursive: false });
  }
}
