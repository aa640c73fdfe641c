import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PerdureConfig } from './config-schema';
import { loadConfig } from './load-config';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-config-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the file', () => {
  test.each([
    [
      'perdure.config.ts',
      "type Name = string;\nconst dataDir: Name = 'kept';\nexport default { dataDir } satisfies object;",
    ],
    ['perdure.config.js', "module.exports = { dataDir: 'kept' };"],
    ['perdure.config.mjs', "export default { dataDir: 'kept' };"],
    ['perdure.config.json', '{ "dataDir": "kept" }'],
  ])('%s is found and read', (name, text) => {
    writeFileSync(join(folder, name), text);
    expect(loadConfig(folder, undefined)).toEqual({ file: name, config: { dataDir: 'kept' } });
  });

  test('may be missing, but not when it is named', () => {
    expect(loadConfig(folder, undefined)).toEqual({ file: '', config: {} });
    expect(() => loadConfig(folder, 'mine.json')).toThrow('PERDURE_CONFIG is "mine.json", and there is no such file.');
  });

  test('may have any name when it is named, also an absolute one', () => {
    const path = join(folder, 'mine.json');
    writeFileSync(path, '{ "demo": false }');
    expect(loadConfig(folder, 'mine.json').config).toEqual({ demo: false });
    expect(loadConfig('/', path).config).toEqual({ demo: false });
  });

  test('cannot be a folder', () => {
    mkdirSync(join(folder, 'mine.json'));
    expect(() => loadConfig(folder, 'mine.json')).toThrow('mine.json cannot be read: ');
    mkdirSync(join(folder, 'mine.ts'));
    expect(() => loadConfig(folder, 'mine.ts')).toThrow('mine.ts cannot be read: ');
  });

  test('must be the only one', () => {
    write({});
    writeFileSync(join(folder, 'perdure.config.ts'), 'export default {};');
    expect(() => loadConfig(folder, undefined)).toThrow('perdure.config.ts and perdure.config.json');
  });

  test.each([
    ['broken.json', '{', 'broken.json cannot be read: '],
    ['throws.mjs', "throw new Error('no vault here');", 'throws.mjs cannot be read: no vault here'],
    ['waits.mjs', 'export default await Promise.resolve({});', 'waits.mjs cannot be read: '],
    ['silent.mjs', 'export const demo = true;', 'silent.mjs exports no configuration.'],
  ])('%s is refused with the reason', (name, text, message) => {
    writeFileSync(join(folder, name), text);
    expect(() => loadConfig(folder, name)).toThrow(message);
  });
});

describe('what it says', () => {
  test('comes out in milliseconds and bytes', () => {
    const config = {
      maxPayload: '4MiB',
      timeouts: { turn: '30s', activity: 5_000 },
      retention: { anyTerminal: '7d' },
      apps: {
        orders: {
          grpcPort: 50_001,
          activities: {
            Charge: { maxConcurrent: 5, retry: { maxAttempts: 5, firstInterval: '1s', maxInterval: '1m' } },
          },
        },
      },
    } satisfies PerdureConfig;
    write(config);
    expect(loadConfig(folder, undefined).config).toEqual({
      maxPayload: 4_194_304,
      timeouts: { turn: 30_000, activity: 5_000 },
      retention: { anyTerminal: 604_800_000 },
      apps: {
        orders: {
          grpcPort: 50_001,
          activities: {
            Charge: { maxConcurrent: 5, retry: { maxAttempts: 5, firstInterval: 1_000, maxInterval: 60_000 } },
          },
        },
      },
    });
  });

  test.each([
    [{ consolPort: 1 }, 'there is no key "consolPort". Did you mean "consolePort"?'],
    [{ apps: { orders: { gRPCPort: 1 } } }, 'there is no key "apps.orders.gRPCPort". Did you mean "grpcPort"?'],
    [
      { retention: { done: 1 } },
      'there is no key "retention.done". Known keys: anyTerminal, completed, failed, terminated.',
    ],
    [{ httpPort: 70_000 }, 'httpPort is 70000. Allowed: a port number from 0 to 65535'],
    [{ apps: { orders: { grpcPort: '1' } } }, 'apps.orders.grpcPort is "1". Allowed: a port number'],
    [{ apps: { 'two words': {} } }, 'apps.two words is not a name that can be used. Allowed: an App ID'],
    [{ apps: [] }, 'apps is []. Allowed: an object with an App ID for each key.'],
    [{ apps: { orders: { maxConcurrentWorkflows: 0 } } }, 'is 0. Allowed: a whole number of at least 1.'],
    [{ apps: { orders: { activities: { A: { retry: {} } } } } }, 'A.retry.maxAttempts is missing. Allowed: a whole'],
    [
      { apps: { orders: { activities: { A: { retry: { maxAttempts: 1, backoff: 0.5 } } } } } },
      'backoff is 0.5. Allowed',
    ],
    [
      { apps: { orders: { activities: { '*': { maxConcurrent: 1 } } } } },
      'activities.*.maxConcurrent is 1. Allowed: a bound',
    ],
    [{ timeouts: { turn: '30 minutes' } }, 'timeouts.turn is "30 minutes". Allowed: a number of milliseconds, or'],
    [{ timeouts: { turn: 0 } }, 'timeouts.turn is 0. Allowed: '],
    [{ maxPayload: '4MB' }, 'maxPayload is "4MB". Allowed: a number of bytes, or a text like 64KiB or 4MiB'],
    [{ logLevel: 'loud' }, 'logLevel is "loud". Allowed: one of trace, debug, info'],
    [{ host: 'http://x' }, 'host is "http://x". Allowed: a host name'],
    [{ declaredPaths: ['total'] }, 'is "total". Allowed: a place in input, output or customStatus'],
    [{ declaredPaths: Array.from({ length: 17 }, (_, nth) => `input.${nth}`) }, 'Allowed: at most 16 paths'],
    [{ demo: 'yes' }, 'demo is "yes". Allowed: true or false.'],
    [[], 'perdure.config.json is []. Allowed: an object.'],
  ])('%j is refused with file, path, value and what is allowed', (config, message) => {
    write(config);
    expect(() => loadConfig(folder, undefined)).toThrow(message);
    expect(() => loadConfig(folder, undefined)).toThrow(/^perdure\.config\.json/);
  });

  test('never repeats a token, not even of a file that is not JSON', () => {
    for (const text of ['{ "apiTokens": ["secret-1"] secret }', 'secret', '{ "a": "secret", }', '["secret"']) {
      writeFileSync(join(folder, 'perdure.config.json'), text);
      expect(() => loadConfig(folder, undefined)).toThrow('perdure.config.json cannot be read: it is not JSON');
      expect(() => loadConfig(folder, undefined)).not.toThrow(/secret/);
    }
    write({ apps: { orders: { apiTokens: ['not visible: secret'] } } });
    expect(() => loadConfig(folder, undefined)).toThrow('perdure.config.json: apps.orders.apiTokens.0 cannot be used.');
    expect(() => loadConfig(folder, undefined)).not.toThrow(/secret/);
  });
});

function write(config: unknown): void {
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify(config));
}
