import { describe, expect, test } from 'vitest';
import { createLog, type LogLevel } from './log';

describe('createLog', () => {
  test('writes one JSON object per line with name, message, fields and the whole error', () => {
    const { log, lines } = setup('info');
    log.error({ err: new Error('disk full', { cause: new Error('quota') }), instanceId: 'i-1' }, 'commit failed');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ level: 50, name: 'runtime', msg: 'commit failed', instanceId: 'i-1' });
    expect(line.err.stack).toContain('disk full');
    expect(line.err.stack).toContain('quota');
  });

  test('leaves out what is below the level', () => {
    const { log, lines } = setup('warn');
    log.debug({}, 'a');
    log.info({}, 'b');
    log.warn({}, 'c');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['c']);
  });

  test('writes a short line with the stack below it when a terminal listens', () => {
    const { log, lines } = setup('info', true);
    log.error({ err: new Error('disk full'), port: 50001, reason: 'no space' }, 'commit failed');
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} ERROR runtime: commit failed port=50001 reason="no space"\n  Error: disk/,
    );
  });
});

function setup(level: LogLevel, isTTY = false) {
  const lines: string[] = [];
  const log = createLog(level, 'runtime', { isTTY, write: (text) => lines.push(text) });
  return { log, lines };
}
