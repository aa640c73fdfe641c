import type { Program } from '../../plan/program';
import { errorCodes } from '../error-codes';
import type { File } from '../file';
import { exampleInput } from '../project/example-input';
import { runWorkflowText } from './run-workflow-text';

/** A test for each workflow that is started by itself, and what runs it without Dapr. */
export function testFiles(program: Program): readonly File[] {
  const answers = program.activities.map(({ name, example }) => `${name}: ${JSON.stringify(example)},`);
  const tops = program.workflows.filter(({ origin }) => origin === 'process');
  const inputs = Object.fromEntries(tops.map(({ name, data }) => [name, exampleInput(program, data)]));
  const endsInErrors = errorCodes(program).length > 0;
  const tests = tops.map(
    ({ name }) => `
for (const first of ['earliest', 'latest'] as const) {
  test(\`${name} runs the same way twice when the \${first} wins each race\`, async () => {
    const outcome = await outcomeOf('${name}', first);
    assert.notEqual(outcome.output, undefined);
    assert.deepEqual(await outcomeOf('${name}', first), outcome);
  });
}
`,
  );
  const text = `import assert from 'node:assert/strict';
import { test } from 'node:test';
${endsInErrors ? "import { ProcessError } from '../src/flow.ts';\n" : ''}import { runWorkflow } from './run-workflow.ts';

/** What each activity answers here, whatever its body does. */
const answers: Record<string, unknown> = {
${answers.join('\n')}
};

/** What each workflow is started with. */
const inputs = ${JSON.stringify(inputs)};
${tests.join('')}
${endsInErrors ? outcomeOrErrorText : outcomeText}
`;
  return [
    { path: 'test/workflows.test.ts', text, keep: false },
    { path: 'test/run-workflow.ts', text: runWorkflowText, keep: false },
  ];
}

const outcomeText = `/** How a workflow ends. */
async function outcomeOf(name: keyof typeof inputs, first: 'earliest' | 'latest') {
  return await runWorkflow(name, inputs[name], { answers, first });
}`;

const outcomeOrErrorText = `/** How a workflow ends: with its output, or with an error that the diagram ends with. */
async function outcomeOf(name: keyof typeof inputs, first: 'earliest' | 'latest') {
  try {
    return await runWorkflow(name, inputs[name], { answers, first });
  } catch (error) {
    if (error instanceof ProcessError) return { output: error.message, steps: [] };
    throw error;
  }
}`;
