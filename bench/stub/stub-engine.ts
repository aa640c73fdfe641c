import type { ScheduleTaskAction, WorkflowAction } from '@/lib/protocol/generated/actions';
import type { CreateInstanceRequest, GetInstanceResponse, RaiseEventRequest } from '@/lib/protocol/generated/client';
import { HistoryEvent } from '@/lib/protocol/generated/history';
import type { ActivityResponse, WorkflowResponse } from '@/lib/protocol/generated/work';
import type { SharedCommit } from './shared-commit';
import { eventNow, hasEnded, newInstance, stateOf, type StubInstance } from './stub-instance';
import type { WorkItemQueue } from './work-item-queue';

/**
 * As little of an engine as the workloads need: no recovery, timers, retries, checks or indexes. What it lets happen
 * waits for the shared commit, as an engine's must.
 */
export class StubEngine {
  readonly #instances = new Map<string, StubInstance>();
  readonly #commit: SharedCommit;
  readonly #queue: WorkItemQueue;

  constructor(commit: SharedCommit, queue: WorkItemQueue) {
    this.#commit = commit;
    this.#queue = queue;
  }

  /** `started` is called when the instance has had its first turn, as with Dapr. */
  start({ instanceId, name, input }: CreateInstanceRequest, started: () => void): void {
    const instance = newInstance(instanceId, name, started);
    this.#instances.set(instanceId, instance);
    this.#commit.write({ kind: 'status', instanceId, status: instance.status });
    const workflowInstance = { instanceId };
    this.#deliver(
      instance,
      eventNow(-1, { $case: 'executionStarted', value: { name, input, workflowInstance, tags: {} } }),
    );
  }

  raise({ instanceId, name, input }: RaiseEventRequest, raised: () => void): void {
    this.#deliver(this.#get(instanceId), eventNow(-1, { $case: 'eventRaised', value: { name, input } }));
    this.#commit.after(raised);
  }

  completeActivity({ instanceId, taskId, result }: ActivityResponse, completed: () => void): void {
    this.#queue.answered();
    const value = { taskScheduledId: taskId, result, taskExecutionId: '' };
    this.#deliver(this.#get(instanceId), eventNow(-1, { $case: 'taskCompleted', value }));
    this.#commit.after(completed);
  }

  completeTurn({ instanceId, actions }: WorkflowResponse, completed: () => void): void {
    this.#queue.answered();
    const instance = this.#get(instanceId);
    if (instance.started !== undefined) this.#commit.after(instance.started);
    instance.started = undefined;
    instance.past.push(...(instance.turn ?? []));
    instance.turn = undefined;
    for (const action of actions) this.#act(instance, action);
    this.#commit.after(() => {
      completed();
      this.#dispatch(instance);
    });
  }

  /** Answers now, or when the instance has ended. */
  whenEnded(instanceId: string, answer: (state: GetInstanceResponse) => void): void {
    const instance = this.#get(instanceId);
    if (hasEnded(instance)) answer(stateOf(instance));
    else instance.waiters.push(answer);
  }

  #act(instance: StubInstance, { id, workflowActionType: action }: WorkflowAction): void {
    if (action?.$case === 'scheduleTask') {
      const { name, input } = action.value;
      const event = eventNow(id, { $case: 'taskScheduled', value: { name, input, taskExecutionId: '' } });
      instance.past.push(event);
      this.#store(instance, event);
      this.#commit.after(() => this.#dispatchActivity(instance, id, action.value));
    } else if (action?.$case === 'completeWorkflow') {
      instance.status = action.value.workflowStatus;
      instance.output = action.value.result;
      this.#commit.write({ kind: 'status', instanceId: instance.id, status: instance.status });
      this.#commit.after(() => {
        instance.past = [];
        for (const answer of instance.waiters) answer(stateOf(instance));
      });
    }
  }

  #dispatchActivity({ id }: StubInstance, taskId: number, { name, input }: ScheduleTaskAction): void {
    const value = { name, input, workflowInstance: { instanceId: id }, taskId, taskExecutionId: '' };
    this.#queue.push({ $case: 'activityRequest', value });
  }

  #deliver(instance: StubInstance, event: HistoryEvent): void {
    instance.inbox.push(event);
    this.#store(instance, event);
    this.#commit.after(() => this.#dispatch(instance));
  }

  #dispatch(instance: StubInstance): void {
    if (instance.turn !== undefined || hasEnded(instance) || instance.inbox.length === 0) return;
    const newEvents = [eventNow(-1, { $case: 'workflowStarted', value: {} }), ...instance.inbox];
    instance.turn = newEvents;
    instance.inbox = [];
    const value = { instanceId: instance.id, pastEvents: instance.past, newEvents, requiresHistoryStreaming: false };
    this.#queue.push({ $case: 'workflowRequest', value });
  }

  #store(instance: StubInstance, event: HistoryEvent): void {
    if (!this.#commit.isKept) return;
    const bytes = HistoryEvent.encode(event).finish();
    this.#commit.write({ kind: 'event', instanceId: instance.id, sequence: instance.sequence, bytes });
    instance.sequence += 1;
  }

  #get(instanceId: string): StubInstance {
    const instance = this.#instances.get(instanceId);
    if (instance === undefined) throw new Error(`The stub knows no instance ${instanceId}.`);
    return instance;
  }
}
