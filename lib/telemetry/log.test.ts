import { describe, expect, test } from 'vitest';
import { createLog, type LogFormat, type LogLevel } from './log';

describe('createLog', () => {
  test('writes one JSON object per line with name, message, fields and the whole error', () => {
    const { log, lines } = setup('info');
    const err = new Error('disk full', { cause: new Error('quota') });
    log.error({ err, appId: 'orders', instanceId: 'i-1' }, 'commit failed');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({
      level: 50,
      name: 'runtime',
      msg: 'commit failed',
      app_id: 'orders',
      instance_id: 'i-1',
    });
    expect(line).not.toHaveProperty('instanceId');
    expect(line.err.stack).toContain('disk full');
    expect(line.err.stack).toContain('quota');
  });

  test('leaves out what is below the level', () => {
    const { log, lines } = setup('warn');
    log.debug({}, 'a');
    log.info({}, 'b');
    log.warn({ hint: 'Do that.' }, 'c');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['c']);
  });

  test('writes for people a short line, with what to do and the stack below it', () => {
    const { log, lines } = setup('info', 'text');
    const about = { err: new Error('disk full'), port: 50001, reason: 'no space' };
    log.error({ ...about, hint: 'Make room.' }, 'commit failed');
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} ERROR runtime: commit failed port=50001 reason="no space"\n  → Make room\.\n  Error: disk/,
    );
  });
});

function setup(level: LogLevel, format: LogFormat = 'json') {
  const lines: string[] = [];
  const log = createLog({ level, format, name: 'runtime' }, { write: (text) => lines.push(text) });
  return { log, lines };
}
