import { expect, test } from 'vitest';
import { warningsOff } from './csharp-warnings';

const waits = 'await context.CallActivityAsync<OrderData?>("Pay", data);';
const never = /^#pragma warning disable CS0162 /;
const alone = /^#pragma warning disable CS1998 /;

test.each([
  ['work under a condition of the data', ['if (data.Total > 3) {', waits, '}'], []],
  ['a loop without end', ['while (true) {', waits, '}'], []],
  ['a condition that never holds', ['if (false) {', waits, '} else if (data.Rush == true) {', '}'], [never]],
  [
    'a later condition that always holds',
    [waits, 'if (data.Rush == true) {', '} else if (!(false) && true) {', '}'],
    [never],
  ],
  ['a loop that has no round', ['while (false) {', waits, '}'], [never]],
  ['no work', [], [alone]],
  ['work in comments and texts only', ['// await (true)', 'throw new Exception("a \\" await ");'], [alone]],
])('of %s', (_, body, expected) => {
  expect(warningsOff(body)).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
});
