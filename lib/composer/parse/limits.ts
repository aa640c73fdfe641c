import { AppError } from '@/lib/domain/app-error';

/** Beyond these a diagram is refused: nobody reads it any more, and the checks walk every way through it. */
const limits = { characters: 2_000_000, tags: 20_000, elements: 1000, flows: 4000, depth: 12 } as const;

/** Refuses a text that is too long to be one diagram, or that holds nothing. */
export function checkText(text: string): void {
  if (text.trim() === '') {
    throw new AppError('invalid', 'The diagram is empty', { hint: 'Give BPMN 2.0 XML or a Mermaid diagram.' });
  }
  if (text.length > limits.characters) {
    throw new AppError('invalid', `The diagram has ${text.length} characters, more than ${limits.characters}`, {
      hint: 'Cut the process into several diagrams that call each other.',
    });
  }
}

/** Refuses a diagram with more elements than the checks can walk in reasonable time. */
export function checkElements(count: number): void {
  if (count <= limits.elements) return;
  throw new AppError('invalid', `The diagram has ${count} elements, more than ${limits.elements}`, {
    hint: 'Move parts of it into processes of their own and call them by call activities.',
  });
}

/** Refuses a file with more tags than a diagram of that many elements has, with layout and extensions. */
export function checkTags(count: number): void {
  if (count <= limits.tags) return;
  throw new AppError('invalid', `The BPMN file has ${count} tags, more than ${limits.tags}`, {
    hint: 'Cut the process into several diagrams that call each other.',
  });
}

/** Refuses a diagram with more arrows than the checks can follow. */
export function checkFlows(count: number): void {
  if (count <= limits.flows) return;
  throw new AppError('invalid', `The diagram has more than ${limits.flows} arrows`, {
    hint: 'Move parts of it into diagrams of their own.',
  });
}

/** Refuses parts that lie in each other too deeply. */
export function checkDepth(depth: number, label: string): void {
  if (depth <= limits.depth) return;
  throw new AppError('invalid', `"${label}" lies inside more than ${limits.depth} others`, {
    hint: 'Draw its inside as a process of its own and call it by a call activity.',
  });
}
