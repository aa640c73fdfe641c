import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awaitedAfter, stepsTaken, type Played } from '@/lib/testing/composer/execution/judged-run';
import { historiesFrom, isHeld, targetsOf } from '@/lib/testing/composer/execution/instances';
import { stepText, type Step } from '@/lib/testing/composer/legal-order/step';
import type { TaskHub } from '@/e2e/conformance/task-hub';

const DEADLINE_EXCEEDED = 4;
const PATIENCE_MS = 60_000;
/** After this long all events come at once: a loop around a timer is never quiet. */
const EAGER_AFTER_MS = 6_000;
/** A loop that these data never end has shown enough. */
const MOST_STEPS = 120;
/** How long the end of a run is waited for before its histories are looked at again. */
const LOOK_MS = 200;
/** How often an event is raised to one instance at most. */
const MOST_RAISED = 8;

export interface Following extends Played {
  readonly hub: TaskHub;
  /** The folder that the stand-ins of the worker look into. */
  readonly standIns: string;
}

/**
 * Starts a workflow, raises the events that its model waits for, and follows it to its end.
 * @returns the steps that it took, the first of them where it goes on for ever; throws when one of them is not what the
 * model says, or when it does not end
 */
export async function followRun(following: Following): Promise<readonly Step[]> {
  const { hub, composed, workflow, instanceId, play } = following;
  tell(following);
  // A start is answered after the first turn, for which the first one waits until the worker is up.
  await hub.start({ instanceId, name: workflow, input: JSON.stringify(play.input) }, { deadlineMs: PATIENCE_MS });
  const raised = new Map<string, number>();
  const began = performance.now();
  let awaited: ReadonlySet<string> = new Set();
  for (let seen = -1; ;) {
    await endedWithin(hub, instanceId);
    const histories = await historiesFrom(instanceId, (id) => hub.history(id));
    const steps = stepsTaken(following, histories);
    const isNew = steps.length !== seen;
    if (isNew) awaited = awaitedAfter(steps, following);
    if (steps.at(-1)?.kind === 'finished') return steps;
    if (steps.length > MOST_STEPS) {
      await hub.terminate(instanceId, { recursive: true });
      return steps;
    }
    const waited = performance.now() - began;
    if (waited > PATIENCE_MS) {
      throw new Error(`it does not end; it waits for ${[...awaited].join(', ')}\n${steps.map(stepText).join('\n')}`);
    }
    const isQuiet = !isNew && [...histories.values()].every(isHeld);
    seen = steps.length;
    const wanted = [...awaited].filter((name) => isQuiet || waited > EAGER_AFTER_MS || play.eager.has(name));
    for (const [target, name] of targetsOf(wanted, histories, composed.program)) {
      if (!isTimeFor(raised, `${target} ${name}`, isQuiet)) continue;
      await hub.raise(target, name, '{}');
    }
  }
}

/** Once, and again whenever nothing else can happen; an event that lost a race may be awaited by nobody any more. */
function isTimeFor(raised: Map<string, number>, key: string, isQuiet: boolean): boolean {
  const times = raised.get(key) ?? 0;
  if (times >= MOST_RAISED || (times > 0 && !isQuiet)) return false;
  raised.set(key, times + 1);
  return true;
}

function tell({ standIns, play }: Following): void {
  for (const [name, what] of Object.entries(play.told)) writeFileSync(join(standIns, name), JSON.stringify(what));
}

async function endedWithin(hub: TaskHub, instanceId: string): Promise<void> {
  try {
    await hub.untilEnded(instanceId, { deadlineMs: LOOK_MS });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === DEADLINE_EXCEEDED)) throw error;
  }
}
