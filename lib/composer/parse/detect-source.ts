import { AppError } from '@/lib/domain/app-error';

export type SourceKind = 'bpmn' | 'mermaid';

const mermaid = /^(flowchart|graph|sequenceDiagram|stateDiagram)\b/;
const otherMermaid =
  /^(classDiagram|erDiagram|gantt|pie|mindmap|journey|gitGraph|timeline|quadrantChart|requirementDiagram|C4\w+)\b/;

/** Whether a text is BPMN or Mermaid, by how it begins; the name of its file only helps to say what is wrong. */
export function detectSource(text: string, fileName?: string): SourceKind {
  const words = meaningful(text.replace(/^\s*```mermaid[^\n]*\n/, ''));
  if (words.startsWith('<')) return 'bpmn';
  if (mermaid.test(words) || otherMermaid.test(words)) return 'mermaid';
  const name = fileName === undefined ? 'The text' : `"${fileName}"`;
  if (/\.(bpmn|xml)$/i.test(fileName ?? '')) {
    throw new AppError('invalid', `${name} is no XML`, { hint: 'Export the diagram as BPMN 2.0 XML.' });
  }
  if (/\.(mmd|mermaid)$/i.test(fileName ?? '')) return 'mermaid';
  throw new AppError('invalid', `${name} is neither BPMN 2.0 XML nor a Mermaid diagram`, {
    hint: 'Give a .bpmn file, or Mermaid that begins with flowchart, sequenceDiagram or stateDiagram-v2.',
  });
}

/** The text from its first line that is neither front matter nor a comment of Mermaid. */
function meaningful(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .replace(/^---\r?\n[\s\S]*?\n---\s*/, '')
    .replace(/^(%%[^\n]*(\n|$)\s*)+/, '')
    .trimStart();
}
