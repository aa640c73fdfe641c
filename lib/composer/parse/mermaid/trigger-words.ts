import type { Result, Trigger } from '../../model/trigger';

const iso = /^(R\d*\/)?P(\d|T\d)[\dA-Z.,]*$|^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-][\d:]+)?)?$/;

/**
 * The words by which a label of any Mermaid diagram says that it is an event: `timer: PT5M` (also `after`, `wait`, `at`,
 * `every`, whose colon may be left out before a time in ISO 8601), `message: …`, `signal: …`, `error: CODE`,
 * `when: …`, `compensate`. Undefined for other words.
 */
export function triggerOf(label: string): Trigger | undefined {
  const [, word = '', rest = ''] = /^([a-z]+)\b\s*:?\s*(.*)$/i.exec(label) ?? [];
  const hasColon = /^[a-z]+\s*:/i.test(label);
  switch (word.toLowerCase()) {
    case 'timer':
    case 'after':
    case 'wait':
    case 'at':
    case 'every':
      return hasColon || iso.test(rest) ? { kind: 'timer', timer: { kind: timerKind(rest), text: rest } } : undefined;
    case 'message':
      return hasColon ? { kind: 'message', name: rest } : undefined;
    case 'signal':
      return hasColon ? { kind: 'signal', name: rest } : undefined;
    case 'error':
      return hasColon || rest === '' ? { kind: 'error', ...(rest !== '' && { code: rest }) } : undefined;
    case 'when':
      return hasColon ? { kind: 'conditional', text: rest } : undefined;
    case 'compensate':
    case 'compensation':
      return rest === '' ? { kind: 'compensation' } : undefined;
    default:
      return undefined;
  }
}

/** What an end or a throwing shape tells, by the same words and `terminate`. */
export function resultOf(label: string): Result | undefined {
  if (/^terminate$/i.test(label)) return { kind: 'terminate' };
  const trigger = triggerOf(label);
  switch (trigger?.kind) {
    case 'message':
    case 'signal':
    case 'error':
    case 'compensation':
      return trigger;
    default:
      return undefined;
  }
}

/** Whether the words at an arrow mean "in every other case". */
export function isDefaultLabel(label: string | undefined): boolean {
  return label !== undefined && /^(else|otherwise|default)$/i.test(label);
}

function timerKind(text: string): 'duration' | 'date' | 'cycle' {
  if (/^R\d*\//.test(text)) return 'cycle';
  return /^\d{4}-/.test(text) ? 'date' : 'duration';
}
