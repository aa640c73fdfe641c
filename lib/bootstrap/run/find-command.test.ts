import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppPlan } from './app-plan';
import { commandOf } from './find-app';
import { requireCommand } from './find-command';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-command-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a command is looked for in the path of the app, or relative to its folder', () => {
  writeFileSync(join(folder, 'tool'), '');
  chmodSync(join(folder, 'tool'), 0o755);
  expect(() => requireCommand(plan(['./tool']))).not.toThrow();
  expect(() => requireCommand(plan(['tool'], { PATH: folder }))).not.toThrow();
  expect(() => requireCommand(plan(['tool'], { PATH: '/nowhere' }))).toThrow('there is no command "tool"');
  expect(() => requireCommand(plan(['./other']))).toThrow('there is no command "./other"');
  expect(() => requireCommand(plan([])), 'somebody else starts it').not.toThrow();
  expect(() => requireCommand({ ...plan(['node']), folder: join(folder, 'gone') })).toThrow(
    /there is no folder .*gone/,
  );
});

test('the app of a folder is its script worker, else start, and never Perdure itself', () => {
  const scripts = (given: Readonly<Record<string, string>>): readonly string[] | undefined => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: given }));
    return commandOf(folder);
  };
  expect(commandOf(folder)).toBeUndefined();
  expect(scripts({ start: 'node main.js', worker: 'node worker.js' })).toEqual(['npm', 'run', 'worker']);
  expect(scripts({ dev: 'perdure dev', start: 'node main.js' })).toEqual(['npm', 'run', 'start']);
  expect(scripts({ dev: 'npx perdure dev' })).toBeUndefined();
});

function plan(command: readonly string[], env: Readonly<Record<string, string>> = {}): AppPlan {
  return { ...{ appId: 'a', command, folder, appProtocol: 'http', env }, grpcPort: 0, httpPort: 0, logTo: 'console' };
}
