import { expect, test } from 'vitest';
import { readCode } from './read-code';

function codeIn(...texts: readonly unknown[]) {
  const documentation = texts.map((text) => ({ $type: 'bpmn:Documentation', text }));
  return readCode({ $type: 'bpmn:Task', documentation }).code;
}

test('code begins with its mark, and keeps its lines without what all are indented by', () => {
  expect(codeIn('[code] a();')).toBe('a();');
  expect(codeIn('\n  [code]\r\n\r\n    if (a) {\r\n      b();\r\n\r\n    }\r\n  ')).toBe('if (a) {\n  b();\n\n}');
  expect(codeIn('[code]\n\ta\n\t\tb')).toBe('a\n\tb');
});

test('what does not begin so is no code', () => {
  expect(codeIn()).toBeUndefined();
  expect(codeIn('Says [code] later', '[Code] a()', 7, undefined)).toBeUndefined();
  expect(codeIn('[code]', '[code] \n \n')).toBeUndefined();
  expect(readCode({ $type: 'bpmn:Task' })).toEqual({});
});

test('several are one after the other', () => {
  expect(codeIn('[code] a();', 'words', '[code]\nb();')).toBe('a();\n\nb();');
});
