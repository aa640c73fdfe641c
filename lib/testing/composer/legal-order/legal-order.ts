import type { Model } from '@/lib/composer/model/model';
import { Drawn, type Names } from './drawn';
import { settled } from './settled';
import { seenMoves } from './seen-moves';
import { silentMoves } from './silent-moves';
import type { State } from './state';
import { keyOf } from './state';
import type { Step } from './step';
import { stepText } from './step';

/** More ways to explain one run than this are not followed. */
const MOST_STATES = 30_000;

/**
 * Follows a run through its diagram: tokens as BPMN 2.0.2, clause 13 has them, in every way that explains what was seen.
 *
 * 1. Gateways, starts of children, ends and milestones are silent; activities begin and end where they are seen.
 * 2. An event or timer can be taken once, at any time after it came: the SDKs keep events for a later wait.
 * 3. Which way data choose is free; which way an answered decision chooses is not.
 * 4. What was interrupted goes on by itself, as workers do, but changes nothing outside of it any more.
 * 5. A boundary event that does not interrupt is taken at most once each time, as the generator says.
 */
export class LegalOrder {
  private states: readonly State[];
  private now = 0;
  private readonly drawn: Drawn;
  private readonly seen: Step[] = [];

  /** `root` is the process that was started; the first of the model where none is named. */
  constructor(model: Model, names: Names, root = model.processes[0]?.id ?? '') {
    this.drawn = new Drawn(model, names);
    this.states = this.drawn.beginnings(root).map((flows) => ({
      scopes: [{ id: 0, process: root, isAbandoned: false, isFresh: true, undos: [] }],
      tokens: flows.map(({ id }) => ({ scope: 0, flow: id })),
      ...{ heard: {}, fired: 0, nextScope: 1 },
    }));
  }

  /** Takes the next step. Returns what is wrong with it, or undefined when the model can take it here. */
  see(step: Step): string | undefined {
    this.now += 1;
    const at = { drawn: this.drawn, now: this.now };
    const every = this.everyState();
    const next = every.flatMap((state) => seenMoves(state, step, at));
    if (next.length === 0) {
      const before = this.seen.map(stepText).join('; ') || 'nothing';
      return `${stepText(step)}, which the model does not allow after: ${before}`;
    }
    this.states = [...new Map(next.map((state) => [keyOf(state), state])).values()];
    this.seen.push(step);
    return undefined;
  }

  /** Names of the events that are waited for now, in some explanation of what was seen. */
  awaited(): ReadonlySet<string> {
    const names = this.everyState().flatMap((state) =>
      state.tokens.flatMap(({ flow }) => {
        const { id } = this.drawn.after(flow);
        const waits = [
          id,
          ...this.drawn.boundaries(id).map((event) => event.id),
          ...this.drawn.outOf(id).map(({ to }) => to),
        ];
        return waits.flatMap((wait) => this.drawn.eventOf(wait) ?? []).filter((name) => (state.heard[name] ?? 0) === 0);
      }),
    );
    return new Set(names);
  }

  private everyState(): readonly State[] {
    const at = { drawn: this.drawn, now: this.now };
    const found = new Map<string, State>();
    const add = (state: State): void => {
      const calm = settled(state, at);
      const key = keyOf(calm);
      if (!found.has(key)) found.set(key, calm);
    };
    this.states.forEach(add);
    for (const [, state] of found) {
      silentMoves(state, at).forEach(add);
      if (found.size > MOST_STATES) throw new Error(`more than ${MOST_STATES} ways to explain a run`);
    }
    return [...found.values()];
  }
}

/** What is wrong with an order of steps; undefined when the model can take it. */
export function illegalStep(model: Model, names: Names, steps: readonly Step[]): string | undefined {
  const order = new LegalOrder(model, names);
  for (const step of steps) {
    const wrong = order.see(step);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
