import type { Program } from '../../plan/program';
import type { File } from '../file';
import { flowParts, type FlowPart } from './flow-parts';
import { quoted } from './quoted';

/** The helpers that the workflows of this program call, and no others. */
export function flowFile(program: Program, used: ReadonlySet<string>): File {
  const parts: Readonly<Record<string, FlowPart>> = {
    ...flowParts,
    compensate: compensatePart(program),
  };
  const order = Object.keys(parts);
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    parts[name]?.needs.forEach(add);
  };
  [...used].filter((name) => name in parts).forEach(add);
  const chosen = order.filter((name) => needed.has(name));
  const types = [
    ...(needed.has('Activities') ? ['type Activities = typeof activities;'] : []),
    ...(needed.has('Workflows') ? ['type Workflows = typeof workflows;'] : []),
    ...(needed.has('WithUndos')
      ? ['/** Data with the names of what can be undone. */\ninterface WithUndos { undos?: string[] | undefined }']
      : []),
  ];
  const imports = [
    `import type { ${usesContext(chosen) ? 'Task, WorkflowContext' : 'Task'} } from '@dapr/dapr';`,
    ...(needed.has('Activities') ? [`import type { activities } from './activities.ts';`] : []),
    ...(needed.has('Events') ? [`import type { Events } from './models.ts';`] : []),
    ...(needed.has('Workflows') ? [`import type { workflows } from './workflows.ts';`] : []),
  ];
  const isBare = chosen.every((name) => name === 'ProcessError' || name === 'hasCode');
  const code = chosen.map((name) => parts[name]?.code ?? '');
  const text = [...(isBare ? [] : [imports.join('\n')]), ...types, ...code].join('\n\n');
  return { path: 'src/flow.ts', text: `${text}\n`, keep: false };
}

function usesContext(names: readonly string[]): boolean {
  return names.some((name) => ['call', 'child', 'event', 'firstOf', 'Inbox', 'compensate'].includes(name));
}

function compensatePart({ workflows }: Program): FlowPart {
  const undos = workflows.flatMap((unit) => unit.undos);
  const children = [...new Set(undos.filter(({ kind }) => kind === 'child').map(({ name }) => name))];
  const started =
    children.length === 0
      ? 'context.callActivity(undo, left)'
      : `[${children.map(quoted).join(', ')}].includes(undo) ? context.callChildWorkflow<Data, Data>(undo, left) : context.callActivity(undo, left)`;
  return {
    needs: ['result', 'WithUndos'],
    code: `/** Undoes what was completed, last first; with a name, only what that one undoes. */
export function* compensate<Data extends WithUndos>(
  context: WorkflowContext,
  data: Data,
  only?: string,
): Generator<Task<unknown>, Data, unknown> {
  const chosen = (data.undos ?? []).filter((undo) => only === undefined || undo === only);
  let left: Data = { ...data, undos: (data.undos ?? []).filter((undo) => !chosen.includes(undo)) };
  for (const undo of chosen.reverse()) {
    const task: Task<Data> = ${started};
    left = { ...left, ...(yield* result(task)), undos: left.undos };
  }
  return left;
}`,
  };
}
