import type { Program, WorkflowUnit } from '../../plan/program';
import { doesEnd } from '../../plan/tidy';
import type { File } from '../file';
import { Code } from './code';
import { callLines, docText } from './literal';
import { localName, moduleName } from './names';
import { writeBody } from './write-statement';

export interface WorkflowCode {
  readonly file: File;
  /** The helpers that it calls. */
  readonly uses: ReadonlySet<string>;
}

/** The generator function of a workflow; it decides only by its data and what it awaits. */
export function workflowCode(program: Program, unit: WorkflowUnit): WorkflowCode {
  const code = new Code(program, unit);
  code.line(`"""${docText(unit.title)}${unit.origin === 'branch' ? ' (beside other branches)' : ''}."""`);
  code.line(`data: ${unit.data} = {**(given or {})}`);
  if (code.hasInbox) code.line(`inbox = ${code.use('Inbox')}(ctx)`);
  writeBody(code, unit.body);
  if (!doesEnd(unit.body)) code.line('return data');
  const head = callLines(
    `def ${functionName(unit)}`,
    ['ctx: DaprWorkflowContext', `given: ${unit.data} | None = None`],
    {
      ...{ depth: 0, after: ':' },
    },
  );
  const sdk = ['DaprWorkflowContext', ...['TaskFailedError', 'when_any'].filter((name) => code.imports.has(name))];
  const helpers = [...code.uses].sort(byCase);
  const imports = [
    ...(code.imports.has('timedelta') ? ['from datetime import timedelta', ''] : []),
    importLine('dapr.ext.workflow', sdk),
    '',
    ...(helpers.length > 0 ? [importLine('flow', helpers)] : []),
    importLine('models', [unit.data]),
  ];
  const text = `${imports.join('\n')}\n\n\n${[...head, ...code.lines].join('\n')}\n`;
  return { file: { path: `workflows/${moduleName(unit.name)}.py`, text, keep: false }, uses: code.uses };
}

/** The name of the function; on the wire the workflow has its own. */
export function functionName(unit: WorkflowUnit): string {
  return localName(`${unit.name} workflow`);
}

/** An import, broken as Black and isort break it. */
export function importLine(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= 88) return line;
  return [`from ${module} import (`, ...names.map((name) => `    ${name},`), ')'].join('\n');
}

/** Classes before functions, as isort orders names. */
function byCase(a: string, b: string): number {
  const [one, other] = [/^[A-Z]/.test(a), /^[A-Z]/.test(b)];
  if (one !== other) return one ? -1 : 1;
  return a < b ? -1 : 1;
}
