import type { ElementOf, MultiInstance, StandardLoop } from '../model/element';
import { fieldPath } from '../names/field-path';
import { bareExpression, countPath, itemName } from './item-name';
import type { Call, Child, Each, Statement } from './statement';
import type { Walk } from './walk';

type Activity = ElementOf<'task'> | ElementOf<'child'>;

/** The call or child as often as drawn: once, for each item, or while a condition holds. */
export function repeated(walk: Walk, element: Activity, once: Call | Child): Statement {
  if (element.many !== undefined) {
    const { many } = element;
    return {
      kind: 'each',
      element: element.id,
      order: many.order,
      over: overOf(element, many),
      item: itemName(many),
      task: once,
    };
  }
  return element.loop === undefined ? once : looped(walk, element, { loop: element.loop, once });
}

function overOf(element: Activity, many: MultiInstance): Each['over'] {
  const { collection, count } = many;
  const list = collection === undefined ? undefined : fieldPath(collection.split('.'));
  if (list !== undefined) return { kind: 'list', path: list };
  const bare = bareExpression(count ?? '');
  if (/^\d+$/.test(bare)) return { kind: 'count', count: Number(bare) };
  return { kind: 'count-field', path: countPath(many, element.name || element.id) };
}

function looped(
  { lookup }: Walk,
  element: Activity,
  { loop, once }: { loop: StandardLoop; once: Call | Child },
): Statement {
  const asked = lookup.loopOf(element);
  const base = {
    kind: 'loop' as const,
    element: element.id,
    ...(loop.maximum === undefined ? {} : { maximum: loop.maximum }),
  };
  if (asked === undefined) return { ...base, body: [once] };
  const { again, decision } = asked;
  if (again.kind === 'data' && decision === undefined) {
    return { ...base, test: { at: loop.testBefore ? 'before' : 'after', condition: again.condition }, body: [once] };
  }
  const question: Statement = {
    ...{ kind: 'choose', element: element.id, ...(decision !== undefined && { decision: { activity: decision } }) },
    branches: [{ element: element.id, label: 'no', when: { kind: 'answer', answer: 'no' }, body: [{ kind: 'leave' }] }],
    otherwise: [],
    rest: 'yes',
  };
  return { ...base, body: loop.testBefore ? [question, once] : [once, question] };
}
