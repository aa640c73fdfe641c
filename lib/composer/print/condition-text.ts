import type { Condition, Operand, When } from '../plan/condition';

/** A condition in words, for people. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'is-true':
      return condition.path.join('.');
    case 'not':
      return `not (${conditionText(condition.of)})`;
    case 'and':
    case 'or':
      return condition.of.map((each) => `(${conditionText(each)})`).join(` ${condition.kind} `);
    case 'compare':
      return `${operandText(condition.left)} ${condition.operator} ${operandText(condition.right)}`;
  }
}

export function whenText(when: When): string {
  return when.kind === 'answer' ? `answer is "${when.answer}"` : conditionText(when.condition);
}

function operandText(operand: Operand): string {
  return operand.kind === 'field' ? operand.path.join('.') : JSON.stringify(operand.value);
}
