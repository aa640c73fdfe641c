import { AppError } from '@/lib/domain/app-error';
import type { Model } from '../model/model';

/** Ids are unique in a model: a fault or a run is shown at the element of its id. */
export function checkIds({ processes }: Model): void {
  const seen = new Set<string>();
  for (const { id, elements, flows } of processes) {
    for (const used of [id, ...elements.map((element) => element.id), ...flows.map((flow) => flow.id)]) {
      if (seen.has(used)) {
        throw new AppError('invalid', `The id "${used}" is used twice in the diagram`, {
          hint: 'Give one of the two another id.',
        });
      }
      seen.add(used);
    }
  }
}
