import type { Condition } from './condition';

/** The condition that holds exactly when this one does not. */
export function negated(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}
