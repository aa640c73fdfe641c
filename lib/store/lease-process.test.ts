import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isGone, thisProcess } from './lease-process';

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('this process is there', () => {
  expect(isGone(thisProcess())).toBe(false);
});

test('a process that has ended is gone', async () => {
  expect(isGone({ ...thisProcess(), pid: await endedProcess() })).toBe(true);
});

test('nobody knows of a process on another machine, in another boot or in another container', async () => {
  expect(isGone({ ...thisProcess(), pid: await endedProcess(), place: 'another' })).toBe(false);
});

test.runIf(process.platform === 'linux')('a process that has got the id of an earlier one is not that one', () => {
  expect(isGone({ ...thisProcess(), processStart: '1' })).toBe(true);
  expect(isGone({ ...thisProcess(), processStart: undefined })).toBe(false);
});

test.runIf(process.platform === 'linux')('a process that was killed and not yet buried is gone', async () => {
  // The shell starts a process, becomes another program, and so never asks for what became of it.
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    // Before that the shell might still bury it.
    await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim()).toBe('sleep');
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isGone({ ...thisProcess(), pid, processStart: undefined })).toBe(true);
    expect(() => process.kill(pid, 0)).not.toThrow();
  } finally {
    parent.kill('SIGKILL');
  }
});
