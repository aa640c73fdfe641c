import type { Program } from '@/lib/composer/plan/program';
import { LegalOrder } from '../legal-order/legal-order';
import type { Step } from '../legal-order/step';
import { stepsOf, type Histories } from '../legal-order/steps-of';
import type { Play } from './play';
import type { Composed } from './project';

/** A run that somebody follows. */
export interface Played {
  readonly composed: Composed;
  readonly workflow: string;
  readonly instanceId: string;
  readonly play: Play;
}

/** The steps that a run has taken so far. */
export function stepsTaken({ composed, instanceId }: Played, histories: Histories): readonly Step[] {
  return stepsOf(instanceId, histories).filter((step) => !isPlumbing(step, composed.program));
}

/** Names of the events that the diagram waits for after these steps. Throws when one of them is not what it says. */
export function awaitedAfter(steps: readonly Step[], { composed, workflow, play }: Played): ReadonlySet<string> {
  const { model, program } = composed;
  const process = program.workflows.find(({ name }) => name === workflow)?.process;
  const order = new LegalOrder(model, { ...program, lists: listsIn(play, program) }, process);
  for (const step of steps) {
    const wrong = order.see(step);
    if (wrong !== undefined) throw new Error(wrong);
  }
  return order.awaited();
}

/** In Go, what runs beside something tells its end by an activity of its own. */
function isPlumbing(step: Step, { activities }: Program): boolean {
  return step.kind === 'began' && step.name === 'TellEnd' && !activities.some(({ name }) => name === step.name);
}

/** How long the lists of the input are, but those that an activity can replace. */
function listsIn({ input }: Play, { activities }: Program): Readonly<Record<string, number>> {
  const written = new Set(activities.flatMap(({ example }) => Object.keys(Object(example))));
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      Array.isArray(value) && !written.has(name) ? [[name, value.length] as const] : [],
    ),
  );
}
