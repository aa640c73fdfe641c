import type { ElementOf } from '../../model/element';
import type { Statement } from '../statement';
import type { Walk } from '../walk';

/** A message or signal is sent by an activity; a compensation undoes what was completed. */
export function resultStatements(
  { lookup, graph }: Walk,
  { id, result }: ElementOf<'end'> | ElementOf<'throw'>,
): readonly Statement[] {
  switch (result.kind) {
    case 'message':
    case 'signal':
      return [{ kind: 'call', element: id, activity: lookup.activityOf(id) }];
    case 'compensation': {
      const undone = result.of === undefined ? undefined : graph.element(result.of);
      const undo = undone?.kind === 'task' || undone?.kind === 'child' ? lookup.undoOf(undone) : undefined;
      return [{ kind: 'compensate', element: id, ...(undo && { of: undo.name }) }];
    }
    default:
      return [];
  }
}
