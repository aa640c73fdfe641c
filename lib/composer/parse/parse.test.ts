import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { parse } from './parse';

test.each([
  ['', undefined, 'The diagram is empty'],
  ['hello', undefined, 'The text is neither BPMN 2.0 XML nor a Mermaid diagram'],
  ['hello', 'notes.txt', '"notes.txt" is neither BPMN 2.0 XML nor a Mermaid diagram'],
  ['hello', 'order.bpmn', '"order.bpmn" is no XML'],
  ['hello', 'order.mmd', 'The Mermaid diagram begins with "hello" in line 1, which is no kind that can run'],
  ['%% nothing', 'order.mmd', 'The Mermaid diagram begins with nothing, which is no kind that can run'],
  [
    'pie title Pets\n "Dogs" : 3',
    undefined,
    'The Mermaid diagram begins with "pie title Pets" in line 1, which is no kind that can run',
  ],
  [' '.repeat(2_000_000) + 'x', undefined, 'The diagram has 2000001 characters, more than 2000000'],
])('%#: what is no diagram is refused', async (text, name, message) => {
  await expect(parse(text, name)).rejects.toMatchObject({ code: 'invalid', message });
  expect(await parse(text, name).catch((error: unknown) => error)).toBeInstanceOf(AppError);
});

test('a diagram is named by its title, its file, or not at all', async () => {
  const nameOf = async (text: string, file?: string) => (await parse(text, file)).name;
  const chart = 'flowchart TD\n  A --> B';
  expect(await nameOf(chart)).toBe('Workflow');
  expect(await nameOf(chart, 'C:\\diagrams\\order.mmd')).toBe('order');
  expect(await nameOf(`---\ntitle: "Place order"\n---\n${chart}`, 'order.mmd')).toBe('Place order');
  expect(await nameOf(`---\ntitle: ""\n---\n${chart}`, 'order.mmd')).toBe('order');
});

test('Mermaid is read out of a Markdown fence, after comments, and with any line ends', async () => {
  const chart = 'flowchart TD\n  A --> B';
  const plain = await parse(chart);
  expect(await parse(`\n\`\`\`mermaid\n${chart}\n\`\`\`\n`)).toEqual(plain);
  expect(await parse(`\uFEFF%%{init: {}}%%\r\n%% a comment\r\n${chart.replaceAll('\n', '\r\n')}`)).toEqual(plain);
});

test('a fence does not move the lines that errors name', async () => {
  await expect(parse('```mermaid\nflowchart TD\n  A --> \n```')).rejects.toThrow('line 3, column 8');
});
