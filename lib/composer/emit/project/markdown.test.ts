import { expect, test } from 'vitest';
import type { Program } from '../../plan/program';
import { samplePrograms } from '@/lib/testing/composer/sample-programs';
import { emit } from '../emit';
import { languages } from '../file';
import { markdownText } from './markdown';

/** What would end a line, a cell, or plain text of Markdown, each time with a word after it. */
const HOSTILE = ['\n', '\r', '\u0085', '\u2028', '\u0000', ' | ', ' \\| ', '\n\n# ', '\n- ', '\n```\n', '\n| --- |\n']
  .map((end) => `say${end}hostile`)
  .join(' ');

test.each([
  ['a\r\nb\u0085c\u2028d\u0000e\u202ef ', 'a b c d e f'],
  ['amount < 1000 | x > 3', 'amount \\< 1000 \\| x > 3'],
  ['a \\| b', 'a \\\\\\| b'],
  ['<img src=x> [x](javascript:y) `code`', '\\<img src=x> \\[x\\](javascript:y) \\`code\\`'],
  ['*bold* _soft_ order_id ~gone~', '\\*bold\\* \\_soft\\_ order_id \\~gone\\~'],
  ['R&D &lt;b&#62;', 'R&D \\&lt;b\\&#62;'],
  ['# a # b', '\\# a # b'],
  ['- a', '\\- a'],
  ['> a', '\\> a'],
  ['12. a 3. b', '12\\. a 3. b'],
])('%j is %j in Markdown', (drawn, written) => {
  expect(markdownText(drawn)).toBe(written);
});

test.each(languages)('no text of a diagram leaves its line or cell of the README: %s', async (language) => {
  const tame = await readmeOf(language, 'word');
  const hostile = await readmeOf(language, HOSTILE);
  expect(hostile).toHaveLength(tame.length);
  expect(hostile.map(shapeOf)).toEqual(tame.map(shapeOf));
  expect(hostile.filter((line) => line.includes('hostile')).length).toBeGreaterThan(8);
});

async function readmeOf(language: (typeof languages)[number], words: string): Promise<readonly string[]> {
  const files = await emit(titled(words), language);
  return (files.find(({ path }) => path === 'README.md')?.text ?? '').split(/[\n\r\u0085\u2028\u2029]/);
}

/** How a line begins and how many cells it has, as far as a reader of Markdown can tell. */
function shapeOf(line: string): string {
  const cells = line.replace(/\\./g, '').split('|').length;
  return `${/^(?:#+ |- |\||```|)/.exec(line)?.[0] ?? ''}${cells}`;
}

function titled(words: string): Program {
  const program = samplePrograms['choice'];
  if (program === undefined) throw new Error('there is no sample "choice"');
  return {
    ...{ ...program, name: words, notes: [words, `It waits: ${words}`] },
    activities: program.activities.map((activity) => ({ ...activity, title: words, lane: words })),
  };
}
