import type { Step } from './step';

/**
 * Steps in short: `+A` and `-A` for the begin and end of an activity, `A` for both, `A=yes` for a decision, `-A!CODE` for a
 * failure, `?E` for an event, `@` for a timer, `.` for the end, `.!` for one with an error.
 */
export function stepsInWords(text: string): readonly Step[] {
  const open: { name: string; run: number }[] = [];
  let runs = 0;
  const begin = (name: string): Step => {
    runs += 1;
    open.push({ name, run: runs });
    return { kind: 'began', name, run: runs };
  };
  const end = (name: string, more: { answers?: readonly string[]; error?: string } = {}): Step => {
    const at = open.findIndex((one) => one.name === name);
    const [found] = open.splice(at, at < 0 ? 0 : 1);
    return { kind: 'ended', run: found?.run ?? 0, ...more };
  };
  return text.split(/\s+/).flatMap((word): readonly Step[] => {
    const [, sign = '', name = '', answers, code] = /^([+\-?@.]?)(\w*)(?:=([\w|]+))?(?:!(\w*))?$/.exec(word) ?? [];
    const error = code === undefined ? {} : { error: `[${code}] as told` };
    if (sign === '@') return [{ kind: 'fired' }];
    if (sign === '.') return [{ kind: 'finished', ...error }];
    if (sign === '?') return [{ kind: 'heard', name }];
    if (sign === '+') return [begin(name)];
    const told = answers === undefined ? {} : { answers: answers.split('|') };
    if (sign === '-') return [end(name, { ...told, ...error })];
    return [begin(name), end(name, { ...told, ...error })];
  });
}
