import { mayWork } from './child-moves';
import { nextUndos } from './compensation-moves';
import { failed, goOn, workDone } from './leave';
import type { At } from './silent-moves';
import type { State, Token } from './state';
import { idle, replaced, touched } from './state';
import type { Step } from './step';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** The states that explain one more step; none when it is not what the model says. */
export function seenMoves(state: State, step: Step, at: At): readonly State[] {
  switch (step.kind) {
    case 'began':
      return state.tokens.flatMap((token) =>
        began(state, token, { ...at, step }).map((next) => touched(next, token.scope)),
      );
    case 'ended':
      return ended(state, step, at);
    case 'heard':
      return [{ ...state, heard: { ...state.heard, [step.name]: (state.heard[step.name] ?? 0) + 1 } }];
    case 'fired':
      return [{ ...state, fired: state.fired + 1 }];
    case 'finished':
      return isOutcome(state, step) ? [state] : [];
  }
}

function isOutcome({ outcome }: State, { error }: StepOf<'finished'>): boolean {
  if (outcome === undefined) return false;
  return (outcome.error === undefined) === (error === undefined);
}

type Beginning = At & { readonly step: StepOf<'began'> };

function began(state: State, token: Token, { step, ...at }: Beginning): readonly State[] {
  const element = at.drawn.after(token.flow);
  const busy = token.busy ?? { ...idle, since: at.now };
  const runs = [...busy.runs, step.run];
  if (at.drawn.decides(step.name, element.id)) return decided(state, token, { ...at, step });
  if (busy.undos !== undefined) return undoing(state, token, { ...at, step });
  if (!at.drawn.doesWork(step.name, element.id)) return [];
  if (element.kind !== 'task' && element.kind !== 'child') {
    return token.busy === undefined ? [replaced(state, token, [{ ...token, busy: { ...busy, runs } }])] : [];
  }
  if (element.many === undefined) {
    if (!mayWork(busy.phase, token.busy === undefined, { element, drawn: at.drawn })) return [];
    const { phase: _, ...rest } = busy;
    return [replaced(state, token, [{ ...token, busy: { ...rest, runs, since: at.now } }])];
  }
  if (element.many.order === 'sequential' && busy.runs.length > 0) return [];
  if (busy.begun === at.drawn.timesOf(element.many)) return [];
  return [replaced(state, token, [{ ...token, busy: { ...busy, runs, begun: busy.begun + 1 } }])];
}

function decided(state: State, token: Token, { step, drawn, now }: Beginning): readonly State[] {
  const element = drawn.after(token.flow);
  const isAfterWork = token.busy?.phase === 'done';
  const isFirst =
    token.busy === undefined &&
    (element.kind === 'gateway' || ('loop' in element && element.loop?.testBefore === true));
  if (!isAfterWork && !isFirst) return [];
  return [replaced(state, token, [{ ...token, busy: { ...idle, since: now, runs: [step.run], phase: 'asking' } }])];
}

function undoing(state: State, token: Token, { step, drawn }: Beginning): readonly State[] {
  const undos = token.busy?.undos ?? [];
  return nextUndos(undos)
    .filter(({ element }) => drawn.doesWork(step.name, element))
    .map((undo) => {
      const marked = undos.map((other) => (other === undo ? { ...undo, run: step.run } : other));
      return replaced(state, token, [{ ...token, busy: { ...idle, ...token.busy, undos: marked, runs: [step.run] } }]);
    });
}

/** An end that no token waits for is that of something abandoned. */
function ended(state: State, step: StepOf<'ended'>, at: At): readonly State[] {
  const token = state.tokens.find(({ busy }) => busy?.runs.includes(step.run) === true);
  if (token?.busy === undefined) return [state];
  if (step.error !== undefined) return [failed(state, token, { drawn: at.drawn, error: step.error })];
  const { busy } = token;
  const next: Token = { ...token, busy: { ...busy, runs: busy.runs.filter((run) => run !== step.run) } };
  const calm = replaced(state, token, [next]);
  if (busy.phase === 'asking') return answered(calm, next, { ...at, answers: step.answers ?? [] });
  if (busy.undos !== undefined) {
    const undos = busy.undos.filter(({ run }) => run !== step.run);
    return [replaced(state, token, [{ ...next, busy: { ...busy, runs: [], undos } }])];
  }
  const element = at.drawn.after(token.flow);
  return 'many' in element && element.many !== undefined ? [calm] : workDone(calm, next, at);
}

function answered(
  state: State,
  token: Token,
  { drawn, answers }: At & { readonly answers: readonly string[] },
): readonly State[] {
  const element = drawn.after(token.flow);
  if (element.kind !== 'gateway') {
    if (answers.includes('yes')) return [replaced(state, token, [{ ...token, busy: { ...idle, phase: 'asked' } }])];
    return [goOn(state, token, { drawn, from: element.id })];
  }
  const flows = drawn.outOf(element.id).filter((flow) => {
    const words = [flow.label, flow.condition, drawn.after(flow.id).name, flow.id].map((text) =>
      (text ?? '').replace(/\s+/g, ' ').trim(),
    );
    const shown = words.find((text) => text !== '') ?? flow.id;
    return answers.some((answer) => answer === shown || answer === `${shown} (${flow.id})`);
  });
  if (element.gateway === 'inclusive') {
    return [
      replaced(
        state,
        token,
        flows.map(({ id }) => ({ scope: token.scope, flow: id })),
      ),
    ];
  }
  return flows.map(({ id }) => replaced(state, token, [{ scope: token.scope, flow: id }]));
}
