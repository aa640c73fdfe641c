import type { Program } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { activityFunction } from './activity-file';
import { callLines, text, valueLines } from './literal';
import { moduleName } from './names';
import { workerFiles } from './worker-files';
import { functionName } from './workflow-file';

/** Workflows and activities by their names on the wire, the worker that serves them, and what starts one. */
export function registryFiles(program: Program): readonly File[] {
  const activities = program.activities.map(({ name }) => ({
    name,
    local: activityFunction(name),
    module: moduleName(name),
  }));
  const workflows = program.workflows.map((unit) => ({
    ...{ name: unit.name, local: functionName(unit), module: moduleName(unit.name) },
  }));
  return [
    registry('activities', activities),
    registry('workflows', workflows),
    ...workerFiles(program),
    { path: 'start.py', text: startText(program), keep: false },
  ];
}

interface Entry {
  readonly name: string;
  readonly local: string;
  readonly module: string;
}

function registry(kind: 'activities' | 'workflows', entries: readonly Entry[]): File {
  const imports = [...entries]
    .sort((a, b) => (a.module < b.module ? -1 : 1))
    .map(({ module, local }) => {
      const line = `from ${kind}.${module} import ${local}`;
      return line.length <= 88 ? line : `from ${kind}.${module} import (\n    ${local},\n)`;
    });
  const constant = kind.toUpperCase();
  const members = entries.map(({ name, local }) => `    ${text(name)}: ${local},`);
  const table = entries.length === 0 ? `${constant} = {}` : [`${constant} = {`, ...members, '}'].join('\n');
  const top = imports.length === 0 ? '' : `${imports.join('\n')}\n\n`;
  return {
    path: `${kind}/__init__.py`,
    text: `"""Every ${kind === 'activities' ? 'activity' : 'workflow'} by its name."""\n\n${top}${table}\n`,
    keep: false,
  };
}

function startText(program: Program): string {
  const [main] = program.workflows;
  const input = valueLines('GIVEN = ', exampleInput(program, main?.data ?? ''), { depth: 0 }).join('\n');
  const scheduled = callLines(
    'started = client.schedule_new_workflow',
    [text(main?.name ?? ''), 'input=GIVEN', 'instance_id=name'],
    { depth: 1 },
  );
  return `"""Starts one ${main?.name ?? ''} and prints how it ended: python start.py"""

import sys

from dapr.ext.workflow import DaprWorkflowClient

PATIENCE_SECONDS = 60

${input}


def main() -> None:
    client = DaprWorkflowClient()
    name = sys.argv[1] if len(sys.argv) > 1 else None
${scheduled.map((line) => `    ${line}`).join('\n')}
    print(f"started {started}", flush=True)
    state = client.wait_for_workflow_completion(
        started, timeout_in_seconds=PATIENCE_SECONDS
    )
    print(f"{started}: {state.serialized_output if state else 'no result'}")


if __name__ == "__main__":
    main()
`;
}
