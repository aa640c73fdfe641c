import type { ModelTimer } from '../model/trigger';
import { elementWords } from './element-words';
import type { Rule } from './scope';

const duration = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/;
const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const expression = /^\s*(=|[$#]\{)/;

const examples = { duration: 'PT15M', date: '2027-01-31T09:00:00Z', cycle: 'R3/PT10M' } as const;

/** A timer is written as ISO 8601, or it is an expression over the data. */
export const timerFormat: Rule = {
  name: 'timer-format',
  check: ({ process }) =>
    process.elements.flatMap((element) => {
      if (!('trigger' in element) || element.trigger?.kind !== 'timer') return [];
      const { timer } = element.trigger;
      if (isTimer(timer)) return [];
      const what =
        timer.text === '' ? 'has no time' : `has the time "${timer.text}", which is no ISO 8601 ${timer.kind}`;
      return [
        {
          severity: 'error',
          element: element.id,
          message: `${elementWords(element)} ${what}`,
          wayOut: `Write it like ${examples[timer.kind]}.`,
        },
      ];
    }),
};

function isTimer({ kind, text }: ModelTimer): boolean {
  if (expression.test(text)) return true;
  if (kind === 'duration') return duration.test(text);
  if (kind === 'date') return isDate(text);
  const [repeat = '', ...parts] = text.split('/');
  const [last = ''] = parts.slice(-1);
  return /^R\d*$/.test(repeat) && parts.length <= 2 && duration.test(last) && parts.slice(0, -1).every(isDate);
}

function isDate(text: string): boolean {
  return date.test(text) && !Number.isNaN(Date.parse(text));
}
