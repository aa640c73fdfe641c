import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openCli } from '@/lib/testing/cli-under-test';
import { COMPLETION_SCRIPTS, SHELLS } from './completion/scripts';

const run = promisify(execFile);

test('verbs, flags, statuses and choices are offered where they may stand', async () => {
  const { offered } = await completion();
  expect(await offered('')).toEqual(
    expect.arrayContaining(['serve', 'run', 'dev', 'init', 'doctor', 'workflow', 'completion']),
  );
  expect(await offered(''), 'what only scripts ask').not.toContain('complete');
  expect(await offered('workflow', 're')).toEqual(['resume', 'rerun', 'retry-now']);
  expect(await offered('wf', 'list', '--status', 'st')).toEqual(['stalled']);
  expect(await offered('workflow', 'list', '--li')).toEqual(['--limit']);
  expect(await offered('workflow', 'list', '-o', '')).toEqual(['table', 'wide', 'json', 'yaml', 'ids', 'ndjson']);
  expect(await offered('init', '--language', 'ja')).toEqual(['javascript', 'java']);
  expect(await offered('completion', '')).toEqual([...SHELLS]);
  expect(await offered('run', '--'), 'options of Dapr that are passed over are not offered').not.toContain('--app-ssl');
  expect(await offered('run', '--', 'npm', '')).toEqual([]);
});

test('App IDs and names of workflows come from the console, and a console that is away costs nothing but them', async () => {
  const { cli, offered } = await completion();
  await cli.fx.start('a', { name: 'Order' });
  expect(await offered('workflow', 'list', '--app-id', '')).toContain('shop');
  expect(await offered('workflow', 'list', '--name', 'O')).toEqual(['Order']);
  expect(await offered('workflow', 'start', 'O')).toEqual(['Order']);
  const away = await cli.perdureWith({ env: { PERDURE_URL: 'http://127.0.0.1:1' } }, 'complete', '--', 'run', '-a', '');
  expect(away).toEqual({ code: 0, out: '', err: '' });
});

test('bash completes with the script that it is given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-completion-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'perdure');
  const script = fileURLToPath(new URL('../../scripts/perdure.js', import.meta.url));
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(program, 0o755);
  const typed = 'COMP_WORDS=(perdure workflow list --status st); COMP_CWORD=4; _perdure; echo $COMPREPLY';
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
  const { stdout } = await run('bash', ['-c', `${COMPLETION_SCRIPTS.bash}\n${typed}`], { env });
  expect(stdout.trim()).toBe('stalled');
});

async function completion() {
  const cli = await openCli();
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { code, out } = await cli.perdure('complete', '--patience', '20000', '--', ...words);
    expect(code).toBe(0);
    return out.split('\n').filter((line) => line !== '');
  };
  return { cli, offered };
}
