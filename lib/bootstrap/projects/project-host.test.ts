import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSettings } from '../env';
import { LocalProjects } from './project-host';
import { RunningProject, type ProjectPlan } from './running-project';
import { missingTool, toolPath } from './toolchains';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-projects-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PATIENCE = { timeout: 20_000 };
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

test('a project of several apps has a worker for each, and all end with one of them', async () => {
  const stays = node(`
    console.log(process.env.APP_ID + ' is here');
    require('node:fs').writeFileSync('pid', String(process.pid));
    setInterval(() => 0, 1000);
  `);
  const leaves = node(`
    setInterval(() => {
      if (!require('node:fs').existsSync('pid')) return;
      console.log(process.env.APP_ID + ' leaves');
      process.exit(3);
    }, 20);
  `);
  const plan = planOf({ prepare: [], command: stays });
  const project = new RunningProject({
    ...{ ...plan, workers: [...plan.workers, workerOf('till', leaves)] },
    begin: async () => {
      await vi.waitFor(() => expect(project.state.log).toContain('pay: pay is here'), PATIENCE);
      await vi.waitFor(() => expect(project.state.phase).toBe('failed'), PATIENCE);
      return 'first';
    },
  });
  await project.start();
  expect(project.state).toMatchObject({ phase: 'failed', workers: ['pay', 'till'] });
  expect(project.state.trouble).toBe('The worker of till ended (exit code 3); its last lines say why.');
  expect(project.state.log).toContain('till: till leaves');
  await project.stop();
  expect(() => process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)).toThrow('ESRCH');
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

function planOf({ prepare, command }: { prepare: ProjectPlan['prepare']; command: readonly string[] }): ProjectPlan {
  return {
    ...{ appId: 'pay', language: 'javascript', folder, workflow: 'Pay', path: process.env['PATH'] ?? '' },
    ...{ prepare, workers: [workerOf('pay', command)], begin: async () => 'first' },
  };
}

function workerOf(appId: string, command: readonly string[]): ProjectPlan['workers'][number] {
  return { appId, command, seat: async () => ({ APP_ID: appId }) };
}
