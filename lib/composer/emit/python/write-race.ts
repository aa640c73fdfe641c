import type { Race } from '../../plan/statement';
import type { RaceParts } from '../statement-writers';
import type { Code } from './code';
import { titleOf } from '../task-title';

/** Waits for the first, starts what runs beside, and goes on with the arm that won. */
export function writeRace(code: Code, race: Race, parts: RaceParts<Code>): void {
  const arms = race.arms.map((arm) => ({ ...arm, name: code.start(arm.task) }));
  const asides = race.asides.map(({ on, then }) => ({
    ...{ then, name: code.start(on), started: code.local(`${titleOf(then)} beside`) },
  }));
  const winner = code.local('first');
  code.import('when_any');
  const open = code.local('open tasks');
  const names = [...arms, ...asides].map(({ name }) => name);
  for (const { started } of asides) code.line(`${started} = None`);
  code.line(...code.list(`${open} = `, names));
  code.line(`${winner} = yield when_any(${open})`);
  if (asides.length > 0) writeAsides(code, { winner, open, asides });
  const speaking = arms.filter(({ task, body }) => task.kind !== 'sleep' || body.length > 0);
  speaking.forEach(({ task, name, body }, at) => {
    code.block(`${at === 0 ? 'if' : 'elif'} ${winner} is ${name}:`, () => {
      const merge = () => code.merge(task, name);
      if (race.handlers.length > 0 && (task.kind === 'call' || task.kind === 'child')) {
        parts.handled(code, { body: merge, handlers: race.handlers, otherwise: body });
        return;
      }
      if (task.kind !== 'sleep') merge();
      parts.body(code, body);
    });
  });
}

interface Beside {
  readonly winner: string;
  readonly open: string;
  readonly asides: readonly {
    readonly then: Race['asides'][number]['then'];
    readonly name: string;
    readonly started: string;
  }[];
}

function writeAsides(code: Code, { winner, open, asides }: Beside): void {
  const names = asides.map(({ name }) => name);
  const [only, more] = names;
  const test = more === undefined ? `${winner} is ${only ?? ''}` : `${winner} in (${names.join(', ')})`;
  code.block(`while ${test}:`, () => {
    for (const { name, then, started } of asides) {
      if (more === undefined) code.start(then, { name: started });
      else code.block(`if ${winner} is ${name}:`, () => void code.start(then, { name: started }));
    }
    code.line(`${open}.remove(${winner})`, `${winner} = yield when_any(${open})`);
  });
  for (const { then, started } of asides) {
    code.block(`if ${started} is not None:`, () => code.merge(then, started));
  }
}
