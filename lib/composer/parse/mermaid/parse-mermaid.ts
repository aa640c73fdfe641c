import { AppError } from '@/lib/domain/app-error';
import type { Model } from '../../model/model';
import { checkIds } from '../check-ids';
import { checkElements } from '../limits';
import { parseFlowchart } from './flowchart/parse-flowchart';
import { parseSequence } from './sequence/parse-sequence';
import type { SourceLine } from './source-line';
import { sourceLines } from './source-line';
import { parseStates } from './state/parse-states';

type Parser = (lines: readonly SourceLine[], name: string) => Model;

const heads: readonly (readonly [RegExp, Parser])[] = [
  [/^(flowchart|graph)\b(-elk)?\s*(TB|TD|BT|RL|LR)?\s*;?\s*$/, parseFlowchart],
  [/^sequenceDiagram\s*;?\s*$/, parseSequence],
  [/^stateDiagram(-v2)?\s*;?\s*$/, parseStates],
];

/** Reads a Mermaid flowchart, sequence diagram or state diagram; the process is named as told or by its title. */
export function parseMermaid(diagram: string, name: string): Model {
  const [head, ...lines] = sourceLines(diagram);
  const parser = heads.find(([pattern]) => head !== undefined && pattern.test(head.text))?.[1];
  if (head === undefined || parser === undefined) throw unknownKind(head);
  checkElements(lines.length);
  const model = parser(lines, titleOf(diagram) ?? name);
  checkElements(model.processes.reduce((sum, { elements }) => sum + elements.length, 0));
  checkIds(model);
  return model;
}

/** `title:` of the front matter, or the title line of a sequence diagram. */
function titleOf(diagram: string): string | undefined {
  const title = /^\s*title:\s+(\S.*)$/m
    .exec(diagram)?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  return title === '' ? undefined : title;
}

function unknownKind(head: SourceLine | undefined): AppError {
  const kind = head === undefined ? 'nothing' : `"${head.text.slice(0, 40)}"`;
  const place = head === undefined ? '' : ` in line ${head.number}`;
  return new AppError('invalid', `The Mermaid diagram begins with ${kind}${place}, which is no kind that can run`, {
    hint: 'Begin it with flowchart TD, sequenceDiagram or stateDiagram-v2.',
  });
}
