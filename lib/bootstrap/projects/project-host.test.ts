import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from '../env';
import { LocalProjects } from './project-host';
import { RunningProject, type ProjectPlan } from './running-project';
import { missingTool, toolPath } from './toolchains';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-projects-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const WISH = { text: 'flowchart TD\n  a[Pay]', fileName: 'pay.mmd', language: 'javascript' } as const;

test('no project is run where others reach the console or people sign in', async () => {
  const settings = readSettings({ PERDURE_DATA_DIR: folder }, folder);
  const seat = () => Promise.reject(new Error('nobody is seated'));
  const open = new LocalProjects({ settings: { ...settings, host: '0.0.0.0' }, seat });
  expect((await open.list()).unavailable).toMatch(/Other machines reach this console/);
  await expect(open.run(WISH)).rejects.toMatchObject({ code: 'precondition' });
  const auth = { users: [], oidc: undefined, session: { idle: 1, absolute: 1 } };
  const gated = new LocalProjects({ settings: { ...settings, auth }, seat });
  await expect(gated.run(WISH)).rejects.toMatchObject({ message: expect.stringMatching(/^People sign in/) as string });
  const local = new LocalProjects({ settings, seat });
  expect((await local.list()).unavailable).toBeUndefined();
  await expect(
    local.run({ ...WISH, text: 'flowchart TD\n  a{Sure?} --> b[Pay]\n  a --> c[Wait for it]' }),
  ).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(local.run({ ...WISH, input: '[5]' })).rejects.toMatchObject({
    message: expect.stringMatching(/The input is a list/) as string,
  });
  await expect(local.run({ ...WISH, appId: '../up' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(local.run({ ...WISH, appId: settings.apps[0].appId })).rejects.toMatchObject({ code: 'conflict' });
  await expect(local.stop('pay')).rejects.toMatchObject({ code: 'not_found' });
});

test('a project is prepared, run with an execution, and stopped', async () => {
  const project = new RunningProject(
    planOf({ prepare: [node('console.log("built")')], command: node('setInterval(() => 0, 1000)') }),
  );
  await project.start();
  expect(project.state).toMatchObject({ phase: 'running', instanceId: 'first' });
  expect(project.state.log).toContain('built');
  await project.stop();
  expect(project.state.phase).toBe('stopped');
});

test('what a preparation fails with is told, and no worker is started', async () => {
  const fail = node('console.error("no such package"); process.exit(3)');
  const project = new RunningProject(
    planOf({ prepare: [fail], command: node('require("node:fs").writeFileSync("ran", "")') }),
  );
  await project.start();
  expect(project.state).toMatchObject({ phase: 'failed', trouble: expect.stringMatching(/did not succeed/) as string });
  expect(project.state.log).toContain('no such package');
  expect(() => readFileSync(join(folder, 'ran'))).toThrow();
});

test('a missing tool is named with what to install', () => {
  expect(missingTool('go', folder)).toBe(
    'There is no command "go" in the path. Install Go 1.26 or newer, then start Perdure again.',
  );
  expect(toolPath('/bin')).toMatch(/\/bin$/);
});

function node(script: string): readonly string[] {
  return [process.execPath, '-e', script];
}

function planOf(parts: Pick<ProjectPlan, 'prepare' | 'command'>): ProjectPlan {
  return {
    ...{ appId: 'pay', language: 'javascript', folder, workflow: 'Pay', path: process.env['PATH'] ?? '' },
    ...{ seat: async () => ({}), begin: async () => 'first', ...parts },
  };
}
