import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef, WaitingOn } from '@/lib/domain/instance';
import { hasEnded, type InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import { aSave, NO_PAYLOAD, NOTHING_WAITED_FOR, type Save } from '../store-builders';
import type { RandomSource } from './random-source';
import { SEED_WORKFLOWS, type SeedStep, type SeedWorkflow } from './seed-catalog';
import { SeedDraft, seedFailure } from './seed-draft';
import { completeStep, failStep, leaveOpen, openStep, waitingOn } from './seed-steps';

export type SeedRequest = {
  readonly workflow: SeedWorkflow;
  readonly status: InstanceStatus;
  readonly instanceId: string;
  readonly createdAt: Instant;
  readonly now: Instant;
  readonly rerunOf?: string | undefined;
};

type Child = { readonly parent: InstanceRef; readonly parentTaskId: number };

/** A run of the given workflow and status, and before it the children it had. `allocateKey` as the store's. */
export function seedRun(random: RandomSource, request: SeedRequest, allocateKey: () => number): readonly Save[] {
  const children: Save[] = [];
  const main = buildRun(random, request, { allocateKey, children });
  return [...children, main];
}

type Context = { readonly allocateKey: () => number; readonly children: Save[]; readonly child?: Child };

function buildRun(random: RandomSource, request: SeedRequest, context: Context): Save {
  const { workflow, status } = request;
  const draft = new SeedDraft(random, { startedAt: request.createdAt, now: request.now });
  const input = inputOf(random, request.instanceId);
  const executionId = random.hex(32);
  const start = {
    kind: 'execution-started',
    name: workflow.name,
    input,
    instanceId: request.instanceId,
    executionId,
    tags: {},
  } as const;
  if (status === 'pending') {
    const event = { ...start, eventId: -1, at: request.createdAt };
    return saveOf(request, context, {
      draft,
      input,
      executionId,
      inbox: [{ seq: 1, event }],
      waiting: NOTHING_WAITED_FOR,
    });
  }
  draft.beginTurn();
  draft.record(start);
  const waiting = walk(draft, request, context);
  return saveOf(request, context, { draft, input, executionId, inbox: [], waiting });
}

/** Goes through the workflow's steps as far as the wanted status lets it; says what the run then waits for. */
function walk(draft: SeedDraft, request: SeedRequest, context: Context): WaitingOn {
  const { workflow, status } = request;
  const { random } = draft;
  const stop = status === 'completed' ? workflow.steps.length : random.between(0, workflow.steps.length - 1);
  for (const step of workflow.steps.slice(0, stop)) {
    if (step.kind === 'child') runChild(draft, request, { ...context, status: 'completed', step });
    else completeStep(draft, step, random.chance(0.06) ? [random.pick(workflow.failures)] : []);
  }
  const next = workflow.steps[stop];
  if (next === undefined || hasEnded(status)) return end(draft, request, next);
  if (next.kind === 'child') runChild(draft, request, { ...context, status: 'running', step: next });
  else leaveOpen(draft, next);
  const waiting = waitingOn(draft, next);
  draft.pass(1000);
  if (status === 'suspended') draft.record({ kind: 'execution-suspended', reason: 'Paused by support' });
  if (status === 'stalled') draft.record({ kind: 'execution-stalled', reason: 'version-not-available' });
  return waiting;
}

function runChild(
  draft: SeedDraft,
  request: SeedRequest,
  context: Context & { status: InstanceStatus; step: Extract<SeedStep, { kind: 'child' }> },
): void {
  const { step, status } = context;
  const workflow = SEED_WORKFLOWS.find((one) => one.name === step.workflow);
  if (workflow === undefined) return;
  const instanceId = `${request.instanceId}:${workflow.idPrefix}`;
  const id = openStep(draft, step, { fireAt: draft.at, childId: instanceId });
  const parent = { appId: request.workflow.appId, instanceId: request.instanceId };
  const child = buildRun(
    draft.random,
    { workflow, status, instanceId, createdAt: draft.pass(5), now: request.now },
    { ...context, child: { parent, parentTaskId: id } },
  );
  context.children.push(child);
  if (status !== 'completed') return;
  draft.at = child.record.updatedAt;
  draft.beginTurn();
  draft.record({ kind: 'child-completed', taskId: id, result: child.payload?.output });
  draft.endStep(id, 'completed');
}

function end(draft: SeedDraft, request: SeedRequest, next: SeedStep | undefined): WaitingOn {
  const { random } = draft;
  if (request.status === 'completed') {
    draft.act({ kind: 'execution-completed', status: 'completed', result: `{"reference":"${random.hex(10)}"}` });
  } else if (request.status === 'failed') {
    const name = next?.kind === 'activity' ? next.name : 'NotifyOwner';
    const message = random.pick(request.workflow.failures);
    failStep(
      draft,
      name,
      Array.from({ length: random.between(1, 3) }, () => message),
    );
    const failure = { ...seedFailure(`Activity ${name} failed: ${message}`), inner: seedFailure(message) };
    draft.act({ kind: 'execution-completed', status: 'failed', failure });
    draft.lastError = failure.message;
  } else {
    if (next !== undefined && next.kind !== 'child') leaveOpen(draft, next);
    draft.pass(600_000);
    draft.record({ kind: 'execution-terminated', output: '"Canceled by customer"', recurse: true });
    draft.record({ kind: 'execution-completed', status: 'terminated', result: '"Canceled by customer"' });
    draft.endOpenSteps('canceled');
  }
  return NOTHING_WAITED_FOR;
}

type Built = {
  readonly draft: SeedDraft;
  readonly input: string;
  readonly executionId: string;
  readonly inbox: Save['inbox']['add'];
  readonly waiting: WaitingOn;
};

function saveOf(request: SeedRequest, context: Context, built: Built): Save {
  const { workflow, status, createdAt } = request;
  const { draft, waiting } = built;
  const ended = draft.history.findLast((event) => event.kind === 'execution-completed');
  const completion = ended?.kind === 'execution-completed' ? ended : undefined;
  const scheduledStartAt = status === 'pending' ? request.now + 86_400_000 : undefined;
  const tags = draft.random.chance(0.3) ? { region: draft.random.pick(['eu', 'us', 'apac']) } : {};
  const begun = { at: createdAt, tags, scheduledStartAt, parent: parentOf(context) };
  const { history, rerunOf } = asRerun(
    draft.history.map((event) => withStart(event, begun)),
    request.rerunOf,
  );
  return aSave(
    {
      appId: workflow.appId,
      instanceId: request.instanceId,
      key: context.allocateKey(),
      name: workflow.name,
      status,
      createdAt,
      scheduledStartAt,
      startedAt: rerunOf === undefined ? history[0]?.at : createdAt,
      updatedAt: history.reduce((latest, { at }) => Math.max(latest, at), createdAt),
      completedAt: completion?.at,
      executionId: built.executionId,
      generation: 1,
      parent: context.child?.parent,
      parentTaskId: context.child?.parentTaskId,
      rerunOf,
      tags,
      waitingOn: waiting,
      attempts: draft.attempts,
      lastError: draft.lastError,
      historyLength: history.length,
      inboxLength: built.inbox.length,
      dueAt: hasEnded(status) ? undefined : (waiting.nextTimerAt ?? scheduledStartAt),
    },
    {
      payload: { ...NO_PAYLOAD, input: built.input, output: completion?.result, failure: completion?.failure },
      history: { append: history },
      inbox: { add: built.inbox.map(({ seq, event }) => ({ seq, event: withStart(event, begun) })) },
      steps: { put: draft.steps },
    },
  );
}

type Beginning = Pick<EventOf<'execution-started'>, 'at' | 'tags' | 'scheduledStartAt' | 'parent'>;

function withStart(event: HistoryEvent, begun: Beginning): HistoryEvent {
  return event.kind === 'execution-started' ? { ...event, ...begun } : event;
}

function parentOf({ child }: Context): Beginning['parent'] {
  return child && { ...child.parent, taskId: child.parentTaskId };
}

/** A rerun begins with the first step of its source, marked; a run without steps is none. */
function asRerun(
  history: readonly HistoryEvent[],
  rerunOf: string | undefined,
): { readonly history: readonly HistoryEvent[]; readonly rerunOf?: string } {
  const first = history.find(({ eventId }) => eventId >= 0);
  if (rerunOf === undefined || first?.kind !== 'task-scheduled') return { history };
  return { history: history.map((event) => (event === first ? { ...first, rerunOf } : event)), rerunOf };
}

function inputOf(random: RandomSource, instanceId: string): string {
  return JSON.stringify({
    id: instanceId,
    customer: `C-${random.between(1000, 9999)}`,
    amount: random.between(500, 90_000) / 100,
    currency: random.pick(['EUR', 'USD', 'GBP']),
    items: Array.from({ length: random.between(1, 3) }, () => ({
      sku: `SKU-${random.between(1000, 9999)}`,
      quantity: 1,
    })),
  });
}
