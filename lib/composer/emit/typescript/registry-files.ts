import type { Program } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { activityFunction } from './activity-file';
import { fileName } from './names';
import { functionName } from './workflow-file';

/** Workflows and activities by their names on the wire, and the worker that serves them. */
export function registryFiles(program: Program): readonly File[] {
  const activities = program.activities.map(({ name }) => ({
    ...{ name, local: activityFunction(name), path: `./activities/${fileName(name)}.ts` },
  }));
  const workflows = program.workflows.map((unit) => ({
    ...{ name: unit.name, local: functionName(unit), path: `./workflows/${fileName(unit.name)}.ts` },
  }));
  return [
    ...(activities.length === 0 ? [] : [registry('activities', 'Every activity by its name.', activities)]),
    registry('workflows', 'Every workflow by its name.', workflows),
    { path: 'src/main.ts', text: mainText(program), keep: false },
    { path: 'src/start.ts', text: startText(program), keep: false },
  ];
}

interface Entry {
  readonly name: string;
  readonly local: string;
  readonly path: string;
}

function registry(kind: 'activities' | 'workflows', title: string, entries: readonly Entry[]): File {
  const imports = [...entries]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ local, path }) => `import { ${local} } from '${path}';`);
  const members = entries.map(({ name, local }) => `${name}: ${local},`);
  const text = `${imports.join('\n')}\n\n/** ${title} */\nexport const ${kind} = {\n${members.join('\n')}\n};\n`;
  return { path: `src/${kind}.ts`, text, keep: false };
}

function mainText({ appId, activities }: Program): string {
  const hasWork = activities.length > 0;
  return `import { WorkflowRuntime } from '@dapr/dapr';
${hasWork ? "import { activities } from './activities.ts';\n" : ''}import { workflows } from './workflows.ts';

const runtime = new WorkflowRuntime({
  daprHost: process.env['DAPR_HOST'] ?? '127.0.0.1',
  daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001',
});
for (const [name, workflow] of Object.entries(workflows)) runtime.registerWorkflowWithName(name, workflow);
${hasWork ? 'for (const [name, activity] of Object.entries(activities)) runtime.registerActivityWithName(name, activity);\n' : ''}await runtime.start();
console.log('${appId} is ready');

const stop = () => void runtime.stop().finally(() => process.exit());
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
`;
}

function startText(program: Program): string {
  const [main] = program.workflows;
  const input = exampleInput(program, main?.data ?? '');
  return `// Starts one ${main?.name ?? ''} and prints how it ended: npm run begin
import { DaprWorkflowClient } from '@dapr/dapr';
import type { ${main?.data ?? ''} } from './models.ts';

const patienceSeconds = 60;

const input: ${main?.data ?? ''} = ${JSON.stringify(input)};

const client = new DaprWorkflowClient({
  daprHost: process.env['DAPR_HOST'] ?? '127.0.0.1',
  daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001',
});
const id = await client.scheduleNewWorkflow('${main?.name ?? ''}', input, process.argv[2]);
console.log(\`started \${id}\`);
const state = await client.waitForWorkflowCompletion(id, true, patienceSeconds);
console.log(\`\${id}: \${state?.serializedOutput ?? 'no result'}\`);
await client.stop();
`;
}
