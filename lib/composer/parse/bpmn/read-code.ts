import type { BpmnNode } from './bpmn-node';
import { nodesAt } from './bpmn-node';

const MARK = /^\s*\[code\][^\S\n]*\n?/;

/** The code that the documentation of an element begins with `[code]` for; nothing where none does (BPMN 2.0.2, 8.3.1). */
export function readCode(node: BpmnNode): { readonly code?: string } {
  const texts = nodesAt(node, 'documentation')
    .map(({ text }) => (typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : ''))
    .filter((text) => MARK.test(text))
    .map((text) => withoutIndent(text.replace(MARK, '')))
    .filter((text) => text !== '');
  return texts.length === 0 ? {} : { code: texts.join('\n\n') };
}

/** Without what all lines are indented by, and without empty lines around. */
function withoutIndent(text: string): string {
  const lines = text
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least).trimEnd()).join('\n');
}
