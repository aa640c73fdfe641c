import { expect, test } from 'vitest';
import { createLog, type LogFormat } from '@/lib/telemetry/log';
import { createShowLine } from './show-line';

const TIME = /^\d\d:\d\d:\d\d\.\d{3} /;

test('log lines are for people: who, what, about which instance, what to do, and the whole error', () => {
  const [line = ''] = shown('text', [logLine()]);
  expect(line).toMatch(TIME);
  expect(line.replace(TIME, '').split('\n').slice(0, 3)).toEqual([
    'WARN  runtime: a turn rests app_id=orders instance_id=o-1 reason="no luck"',
    '  → Look at the worker.',
    '  Error: broken',
  ]);
});

test('as JSON each line is one object, as it was said', () => {
  expect(shown('json', [logLine()])).toEqual([`${logLine()}\n`]);
  const [line = ''] = shown('json', ['the runtime ended']);
  expect(JSON.parse(line)).toMatchObject({ level: 30, name: 'runtime', msg: 'the runtime ended' });
});

test('what is no log line stands under the name of its process', () => {
  const cut = logLine().slice(0, 40);
  expect(shown('text', ['serving ./data', '{', cut])).toEqual([
    ...['[runtime] serving ./data\n', '[runtime] {\n', `[runtime] ${cut}\n`],
  ]);
});

const said: string[] = [];

/** The same line each time. */
function logLine(): string {
  if (said.length === 0) {
    const log = createLog({ level: 'info', format: 'json', name: 'runtime' }, { write: (text) => said.push(text) });
    const about = { appId: 'orders', instanceId: 'o-1', reason: 'no luck', err: new Error('broken') };
    log.warn({ ...about, hint: 'Look at the worker.' }, 'a turn rests');
  }
  return (said[0] ?? '').trimEnd();
}

function shown(format: LogFormat, lines: readonly string[]): readonly string[] {
  const written: string[] = [];
  const show = createShowLine('runtime', format, { write: (text) => written.push(text) });
  for (const line of lines) show(line);
  return written;
}
