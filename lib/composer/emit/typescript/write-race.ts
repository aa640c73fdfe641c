import type { Race } from '../../plan/statement';
import type { RaceParts } from '../statement-writers';
import type { Code } from './code';
import { titleOf } from '../task-title';

/** Waits for the first, starts what runs beside, and goes on with the arm that won. */
export function writeRace(code: Code, race: Race, parts: RaceParts<Code>): void {
  const { writer } = code;
  const arms = race.arms.map((arm) => ({ ...arm, name: code.local(titleOf(arm.task)) }));
  const asides = race.asides.map(({ on, then }) => ({
    ...{ on, then, name: code.local(titleOf(on)), started: code.local(`${titleOf(then)} beside`) },
  }));
  for (const { task, name } of [...arms, ...asides.map(({ on, name }) => ({ task: on, name }))]) {
    writer.line(`const ${name} = ${code.started(task)};`);
  }
  const first = code.local('winner');
  if (asides.length === 0) {
    const names = arms.map(({ name }) => name).join(', ');
    writer.line(`const ${first} = yield* ${code.use('firstOf')}(context, [${names}]);`);
  } else {
    writeAsides(code, { first, arms, asides });
  }
  const speaking = arms.filter(({ task, body }) => task.kind !== 'sleep' || body.length > 0);
  speaking.forEach(({ task, name, body }, at) => {
    writer.block(`${at === 0 ? '' : '} else '}if (${first} === ${name}) {`, () => {
      const merge = () => void writer.line(code.merged(task, name));
      const canFail = task.kind === 'call' || task.kind === 'child';
      if (race.handlers.length > 0 && canFail) {
        parts.handled(code, { body: merge, handlers: race.handlers, otherwise: body });
        return;
      }
      if (task.kind !== 'sleep') merge();
      parts.body(code, body);
    });
  });
  if (speaking.length > 0) writer.line('}');
}

type Aside = Race['asides'][number] & { readonly name: string; readonly started: string };

interface Open {
  readonly first: string;
  readonly arms: readonly { readonly name: string }[];
  readonly asides: readonly Aside[];
}

function writeAsides(code: Code, { first, arms, asides }: Open): void {
  const { writer } = code;
  const open = code.local('open');
  for (const { started, then } of asides) {
    writer.line(`let ${started}: Task<${code.useType(recordOf(code, then))}> | undefined;`);
  }
  const names = [...arms, ...asides].map(({ name }) => name).join(', ');
  writer.line(`const ${open}: Task<unknown>[] = [${names}];`);
  writer.line(`let ${first} = yield* ${code.use('firstOf')}(context, ${open});`);
  const isAside = asides.map(({ name }) => `${first} === ${name}`).join(' || ');
  writer.block(
    `while (${isAside}) {`,
    () => {
      for (const { name, started, then } of asides) {
        const test = asides.length === 1 ? '' : `if (${first} === ${name}) `;
        writer.line(`${test}${started} = ${code.started(then)};`);
      }
      writer.line(`${open}.splice(${open}.indexOf(${first}), 1);`);
      writer.line(`${first} = yield* ${code.use('firstOf')}(context, ${open});`);
    },
    '}',
  );
  for (const { started, then } of asides) {
    writer.line(`if (${started} !== undefined) { ${code.merged(then, started)} }`);
  }
}

function recordOf(code: Code, task: Aside['then']): string {
  const output = task.kind === 'call' ? code.activity(task.activity)?.output : undefined;
  return output?.kind === 'record' ? output.record : code.unit.data;
}
