import type { DiagramFault } from '../model/fault';
import type { Program } from '../plan/program';
import type { Race } from '../plan/statement';
import { everyStatement } from './every-statement';
import type { Language } from './file';

/** What a language cannot do as well as the others, by element; empty for most programs. */
export function limitsOf(program: Program, language: Language): readonly DiagramFault[] {
  if (language !== 'go') return [];
  const races = program.workflows.flatMap(({ body }) => everyStatement(body).filter((each) => each.kind === 'race'));
  return races.filter(looksInTurn).map(({ element }) => ({
    severity: 'warning',
    rule: 'go-looks-in-turn',
    element,
    message: `"${element}" waits for several events or pieces of work at once. The Go SDK waits for one thing at a time, so all but the first are noticed up to 15 seconds late, and each look adds two events to the history`,
    wayOut: 'Draw one message that says which of them it is, or generate the project in another language',
  }));
}

/** The SDK waits for one event with a time-out; work tells its end by an event too. */
function looksInTurn({ arms, asides }: Race): boolean {
  const tasks = [...arms.map(({ task }) => task), ...asides.map(({ on }) => on)];
  return tasks.filter(({ kind }) => kind !== 'sleep').length > 1;
}
