import type { Program, WorkflowUnit } from '../../plan/program';
import { everyStatement } from '../every-statement';
import { oneLine } from '../one-line';
import type { File } from '../file';
import { deeper } from '../typed/block';
import { Identifiers } from '../typed/identifiers';
import { outermost } from '../typed/statement-printer';
import { flowParts } from './flow-text';
import { type GoContext, workflowPath } from './go-names';
import { GoPrinter } from './go-printer';
import { needsRaceHelper } from './go-race';
import { goFile } from './go-source';
import { goText } from './go-types';

/** Words of the language and names of the projects' own code. */
const reservedLocals = [
  ...['break', 'case', 'chan', 'const', 'continue', 'default', 'defer', 'else', 'fallthrough', 'for', 'func', 'go'],
  ...['goto', 'if', 'import', 'interface', 'map', 'package', 'range', 'return', 'select', 'struct', 'switch', 'type'],
  ...['var', 'any', 'append', 'error', 'len', 'max', 'min', 'new', 'nil', 'true', 'false', 'string', 'float64', 'bool'],
  ...['ctx', 'data', 'err', 'item', 'number', 'one', 'at', 'undo', 'races', 'workflow', 'task', 'errors', 'slices'],
  ...['time', ...Object.keys(flowParts)],
];

/** Does any workflow need the helper for races? */
export function hasRaces({ workflows }: Program): boolean {
  return workflows.some(({ body }) => racesOf(body));
}

function racesOf(body: WorkflowUnit['body']): boolean {
  return everyStatement(body).some((each) => each.kind === 'race' && needsRaceHelper(each));
}

/** One workflow function. */
export function workflowFile({ types, conversions, names }: GoContext, unit: WorkflowUnit): File {
  const locals = new Identifiers(reservedLocals);
  const printer = new GoPrinter({ types, unit, names: locals, conversions });
  const block = printer.body(
    unit.body,
    outermost((error) => [`return nil, ${error}`]),
  );
  const name = names.workflow(unit.name);
  const inside = [
    `var data ${unit.data}`,
    'if err := ctx.GetInput(&data); err != nil {',
    '\treturn nil, err',
    '}',
    ...(racesOf(unit.body) ? ['races := 0'] : []),
    ...block.lines,
    ...(block.ends ? [] : ['return data, nil']),
  ];
  const lines = [
    `// ${name} is made from ${wordFor(unit)} ${goText(oneLine(unit.title))}.`,
    `func ${name}(ctx *workflow.WorkflowContext) (any, error) {`,
    ...deeper('\t', inside).map((line) => line.replace(/\t@/, '')),
    '}',
  ];
  return { path: workflowPath(unit.name), text: goFile(lines), keep: false };
}

function wordFor({ origin }: WorkflowUnit): string {
  if (origin === 'branch') return 'the branch';
  return origin === 'process' ? 'the process' : 'the sub-process';
}
