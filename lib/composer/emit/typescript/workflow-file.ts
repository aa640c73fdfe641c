import type { Program, WorkflowUnit } from '../../plan/program';
import { doesEnd } from '../../plan/tidy';
import type { File } from '../file';
import { Code } from './code';
import { fileName, localName } from './names';
import { commented } from './quoted';
import { writeBody } from './write-statement';

export interface WorkflowCode {
  readonly file: File;
  /** The helpers that it calls. */
  readonly uses: ReadonlySet<string>;
}

/** The function of a workflow; its code decides only by its data and what it awaits. */
export function workflowCode(program: Program, unit: WorkflowUnit): WorkflowCode {
  const code = new Code(program, unit);
  const { body } = unit;
  code.writer.line(`/** ${commented(unit.title)}${unit.origin === 'branch' ? ' (beside other branches)' : ''} */`);
  code.writer.block(
    `export async function* ${functionName(unit)}(context: WorkflowContext, input: ${unit.data}): AsyncGenerator<Task<unknown>, ${unit.data}, unknown> {`,
    () => {
      code.writer.line(`${assigns(unit) ? 'let' : 'const'} data: ${unit.data} = { ...input };`);
      if (code.hasInbox) code.writer.line(`const inbox = new ${code.use('Inbox')}(context);`);
      writeBody(code, body);
      if (!doesEnd(body)) code.writer.line('return data;');
    },
    '}',
  );
  const helpers = [...code.uses].sort();
  const models = [...new Set([unit.data, ...code.types])].sort();
  const imports = [
    `import type { Task, WorkflowContext } from '@dapr/dapr';`,
    ...(helpers.length > 0 ? [`import { ${helpers.join(', ')} } from '../flow.ts';`] : []),
    `import type { ${models.join(', ')} } from '../models.ts';`,
  ];
  const text = `${imports.join('\n')}\n\n${code.writer.text()}`;
  return { file: { path: `src/workflows/${fileName(unit.name)}.ts`, text, keep: false }, uses: code.uses };
}

/** The name of the function in code; on the wire the workflow has its own. */
export function functionName(unit: WorkflowUnit): string {
  return localName(`${unit.name} workflow`);
}

function assigns({ body }: WorkflowUnit): boolean {
  return body.some((statement) => statement.kind !== 'sleep' && statement.kind !== 'end');
}
