import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from './main';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-run-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a run without anything to run says what to write', async () => {
  expect(await perdure('run')).toEqual({
    code: 2,
    err: [
      'There is nothing to run: no command and no run file.',
      'Write what starts your app after --: perdure run --app-id orders -- npm run worker',
    ],
  });
  writeFileSync(join(folder, 'dapr.yaml'), '');
  expect((await perdure('run')).err.at(-1)).toBe('There is a dapr.yaml here: perdure run -f dapr.yaml');
  expect((await perdure('run', '-f', 'other.yaml')).err[0]).toBe('There is no run file other.yaml.');
  expect((await perdure('run', '-f', '.', '--', 'node')).err[0]).toContain('names its apps and their commands itself');
});

test('options of dapr run are taken; those that mean nothing are told', async () => {
  const dapr = ['--app-id', 'a', '-d', './resources', '--app-ssl', '--config', 'tracing.yaml', '--app-port', '80'];
  const { code, err } = await perdure('run', ...dapr, 'no-such-command', '--flag', 'of its own');
  expect(code).toBe(2);
  expect(err).toEqual([
    'Passed over, because Perdure has no use for it: tracing.yaml.',
    'Passed over, because Perdure has no use for it: --resources-path, --app-ssl.',
    'App "a" cannot start: there is no command "no-such-command".',
    expect.stringContaining('Check its spelling'),
  ]);
  expect((await perdure('run', '--app-id', 'not an id', '--', 'node')).err[0]).toContain('Not an App ID');
});

test('dev without an app says how to get one', async () => {
  const { code, err } = await perdure('dev');
  expect(code).toBe(2);
  expect(err[0]).toContain('There is no app here');
  expect(err[1]).toContain('perdure init my-app');
});

async function perdure(...args: readonly string[]) {
  const err: string[] = [];
  const code = await runCli(args, {
    ...{ env: {}, folder, readInput: async () => '', out: () => undefined, err: (line) => void err.push(line) },
    stop: new AbortController().signal,
  });
  return { code, err };
}
