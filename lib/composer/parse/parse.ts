import type { Model } from '../model/model';
import { parseBpmn } from './bpmn/parse-bpmn';
import { detectSource } from './detect-source';
import { checkText } from './limits';
import { parseMermaid } from './mermaid/parse-mermaid';

/** Reads a diagram, BPMN 2.0 XML or Mermaid, into the model. What cannot be read at all is an `AppError`. */
export async function parse(text: string, fileName?: string): Promise<Model> {
  checkText(text);
  if (detectSource(text, fileName) === 'bpmn') return parseBpmn(text);
  return parseMermaid(fenced(text), nameOf(fileName));
}

/** Mermaid is often copied with the fence around it that Markdown needs. */
function fenced(text: string): string {
  return text.replace(/^\s*```mermaid[^\n]*\n/, (fence) => fence.replace(/[^\n]/g, '')).replace(/\n```\s*$/, '\n');
}

function nameOf(fileName: string | undefined): string {
  const base = fileName?.replace(/^.*[\\/]/, '').replace(/\.(mmd|mermaid|md)$/i, '');
  return base === undefined || base === '' ? 'Workflow' : base;
}
