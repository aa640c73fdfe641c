import type { Program } from '../../plan/program';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { runWorkflowText } from './run-workflow-text';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles(program: Program): readonly File[] {
  const answers = program.activities.map(({ name, example }) => `${name}: ${JSON.stringify(example)},`);
  const tops = program.workflows.filter(({ origin }) => origin === 'process');
  const input = exampleInput(program, tops[0]?.data ?? '');
  const tests = tops.map(
    ({ name }) => `
for (const first of ['earliest', 'latest'] as const) {
  test(\`${name} runs the same way twice when the \${first} wins each race\`, async () => {
    const outcome = await outcomeOf('${name}', first);
    assert.ok(typeof outcome === 'string' || outcome.output !== undefined);
    assert.deepEqual(await outcomeOf('${name}', first), outcome);
  });
}
`,
  );
  const text = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runWorkflow } from './run-workflow.ts';

/** What each activity answers here, whatever its body does. */
const answers: Record<string, unknown> = {
${answers.join('\n')}
};
const input = ${JSON.stringify(input)};
${tests.join('')}
/** How a workflow ends: with its output, or with the error that the diagram ends with. */
async function outcomeOf(name: string, first: 'earliest' | 'latest') {
  try {
    return await runWorkflow(name, input, { answers, first });
  } catch (error) {
    return String(error);
  }
}
`;
  return [
    { path: 'test/workflows.test.ts', text, keep: false },
    { path: 'test/run-workflow.ts', text: runWorkflowText, keep: false },
  ];
}
