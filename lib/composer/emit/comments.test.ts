import { expect, test } from 'vitest';
import type { Program } from '../plan/program';
import { samplePrograms } from '@/lib/testing/composer/sample-programs';
import { codeComment } from './comments';
import { emit } from './emit';
import { languages } from './file';
import { javaComment } from './java/java-source';
import { oneLine } from './one-line';

/** What would end a comment in one of the languages, each time with a word after it. */
const HOSTILE = [
  '\n',
  '\r',
  '\u0085',
  '\u2028',
  '\u2029',
  '*/',
  '**//',
  '\\u000a',
  '\\u002a\\u002f',
  '"""',
  '"',
  '\\uuu000d',
]
  .map((end) => `say${end}hostile`)
  .join(' ');

test('no sign ends a line', () => {
  expect(oneLine(' a\r\n b\u0085c\u2028d\u2029e\u0000f\ufeffg\u202eh\t ')).toBe('a b c d e f g h');
});

test('no text ends a comment in Java, also by the numbers of its signs', () => {
  expect(javaComment('a*/b')).toBe('a* /b');
  expect(javaComment('a**//b')).toBe('a** //b');
  expect(javaComment('C:\\users\\u002a\\u002f')).toBe('C:\\ users\\ u002a\\ u002f');
});

test('code keeps its lines and ends nowhere else', () => {
  expect(codeComment(undefined, '//')).toEqual([]);
  expect(codeComment('if (a) {\r\n\tb();\n\n}\u2028c\u0085d\u0000', '//')).toEqual([
    ...['// From the diagram:', '//   if (a) {', '//     b();', '//', '//   }', '//   c', '//   d'],
  ]);
});

test.each([
  ['javascript', 'src/activities/add-gift.ts', '  //   C:\\users @ ts-expect-error'],
  ['python', 'activities/add_gift.py', '    #   C:\\users @ts-expect-error'],
  ['go', 'add_gift_activity.go', '\t//   C:\\users @ts-expect-error'],
  ['java', 'src/main/java/app/activities/AddGiftActivity.java', '    //   C:\\ users @ts-expect-error'],
  ['csharp', 'Activities/AddGiftActivity.cs', '        //   C:\\users @ts-expect-error'],
] as const)('code of the diagram stands in the body: %s', async (language, path, line) => {
  const files = await emit(hostileProgram(), language);
  const lines = files.find((file) => file.path === path)?.text.split('\n') ?? [];
  const mark = /^\s*\S+/.exec(line)?.[0] ?? '';
  expect(lines[lines.indexOf(`${mark} From the diagram:`) + 1]).toBe(line);
});

test.each(languages)('what a diagram says stays in comments: %s', async (language) => {
  const files = await emit(hostileProgram(), language);
  const code = files.filter(({ path }) => /\.(ts|py|go|java|cs)$/.test(path) && !/test/i.test(path));
  const said = code.flatMap(({ path, text }) =>
    text
      .split(/[\n\r\u0085\u2028\u2029]/)
      .map((line) => line.trim())
      .filter((line) => line.includes('hostile'))
      .map((line) => [path, line] as const),
  );
  expect(said.length).toBeGreaterThan(2);
  for (const [path, line] of said) {
    expect(insideOf(line), path).not.toMatch(/not a comment|ends early/);
    if (path.endsWith('.java')) expect(line, path).not.toMatch(/\\u/);
  }
});

/** What a comment of one line says, or that it is none, or ends before its line. */
function insideOf(line: string): string {
  if (/^(\/\/|#)/.test(line)) return line;
  const inside = /^(?:\/\*\*|\*|""") ?(.*?)(?: ?\*\/|""")?$/.exec(line)?.[1];
  if (inside === undefined) return `not a comment: ${line}`;
  return inside.includes(line.startsWith('"""') ? '"""' : '*/') ? `ends early: ${line}` : inside;
}

/** A program of which every title and label is hostile. */
function hostileProgram(): Program {
  const program = samplePrograms['choice'];
  if (program === undefined) throw new Error('there is no sample "choice"');
  const code = `C:\\users @ts-expect-error\n${HOSTILE}`;
  const titled = <T extends object>(part: T): T => ({ ...part, title: HOSTILE, hint: HOSTILE, lane: HOSTILE, code });
  const text = JSON.stringify({
    ...program,
    workflows: program.workflows.map(titled),
    activities: program.activities.map(titled),
    records: program.records.map(titled),
  });
  return JSON.parse(text, (key, value: unknown) => (key === 'label' ? HOSTILE : value)) as Program;
}
