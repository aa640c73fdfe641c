import { AppError } from '@/lib/domain/app-error';
import type { Model } from '../../../model/model';
import { finish } from '../process-draft';
import type { SourceLine } from '../source-line';
import { drawProcess } from './draw-process';
import { readSequence } from './read-sequence';

/** Reads the lines of a Mermaid sequence diagram after its head. */
export function parseSequence(lines: readonly SourceLine[], name: string): Model {
  const sequence = readSequence(lines);
  if (sequence.steps.length === 0) {
    throw new AppError('invalid', 'The sequence diagram has no message', {
      hint: 'Write at least one, such as "Customer->>Shop: Place order".',
    });
  }
  const drafts = drawProcess(sequence, name);
  return { name, source: 'mermaid-sequence', processes: drafts.map(finish) };
}
