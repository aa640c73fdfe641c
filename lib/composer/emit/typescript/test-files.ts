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
test('${name} runs to its end', async () => {
  const { output, steps } = await runWorkflow('${name}', input, { answers, first: 'earliest' });
  assert.equal(typeof output, 'object');
  assert.deepEqual(await runWorkflow('${name}', input, { answers, first: 'earliest' }), { output, steps });
});

test('${name} ends or fails as the diagram says when what comes last wins each race', async () => {
  const late = await runWorkflow('${name}', input, { answers, first: 'latest' }).catch((error: unknown) => error);
  assert.ok(late !== undefined);
});
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
${tests.join('')}`;
  return [
    { path: 'test/workflows.test.ts', text, keep: false },
    { path: 'test/run-workflow.ts', text: runWorkflowText, keep: false },
  ];
}
