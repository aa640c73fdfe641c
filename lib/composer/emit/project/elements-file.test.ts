import { expect, test } from 'vitest';
import { compose } from '../../compose';
import { elementsOf } from './elements-file';

test('a timer names the events that it is the only deadline of', async () => {
  expect(
    await deadlinesOf('a[Ask] --> w[/message: Reply/] --> e([end])\n  w -. timer: PT1H .-> l[Late] --> f([over])'),
  ).toEqual([['Reply']]);
  const two =
    'a{First?} --> y[/message: Yes/] --> e([end])\n  a --> n[/message: No/] --> e\n  a --> t[/timer: PT1H/] --> e';
  expect(await deadlinesOf(two)).toEqual([['Yes', 'No']]);
  expect(await deadlinesOf('a[Ask] --> e([end])\n  a -. timer: PT1H .-> l[Late] --> f([over])')).toEqual([undefined]);
});

/** What each timer of a flowchart is the deadline of. */
async function deadlinesOf(lines: string): Promise<readonly (readonly string[] | undefined)[]> {
  const { program, faults } = await compose({ text: `flowchart TD\n  ${lines}\n`, fileName: 'order.mmd' });
  if (program === undefined) throw new Error(faults.map(({ message }) => message).join('\n'));
  return elementsOf(program, (activity) => activity)
    .workflows.flatMap(({ steps }) => steps)
    .flatMap(({ kind, deadlineOf }) => (kind === 'timer' ? [deadlineOf] : []));
}
