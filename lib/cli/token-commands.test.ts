import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD_HASH } from '@/lib/domain/password-hash';
import { seedSessions } from '@/lib/testing/access/seed-sessions';
import { seedStore } from '@/lib/testing/seed-store';
import { runCli } from './main';

const folder = mkdtempSync(join(tmpdir(), 'perdure-token-'));
const path = join(folder, 'perdure.db');
beforeAll(() => seedStore(path, { count: 1, now: 1_767_225_600_000, seed: 1 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function perdure(args: readonly string[], input = '') {
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await runCli(args, {
    ...{ env: {}, folder, readInput: async () => input },
    ...{ out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) },
  });
  return { exitCode, out, err };
}

test('a token is shown once, listed without its secret, and revoked; the audit log has it', async () => {
  const store = ['--store', path];
  const grant = ['--role', 'operator', '--app', 'shop', 'bank', '--expires', '30d'];
  const made = await perdure(['token', 'create', 'deploy', ...grant, ...store]);
  expect(made.out).toEqual([expect.stringMatching(/^perdure_[\w-]{43}$/)]);
  const [, id = ''] = /^Token (\S+) \(operator\)/.exec(made.err[0] ?? '') ?? [];
  const listed = await perdure(['token', 'list', ...store]);
  expect(listed.out.join('\n')).toMatch(/deploy +operator +shop,bank +all +no +until 2/);
  expect(listed.out.join('\n')).not.toContain(made.out[0]);
  expect(await perdure(['token', 'revoke', id, ...store])).toMatchObject({ exitCode: 0, out: [`Revoked ${id}.`] });
  expect((await perdure(['token', 'revoke', id, ...store])).exitCode).toBe(3);
  expect((await perdure(['token', 'list', ...store])).out.join('\n')).toMatch(/revoked +never/);
  const audit = (await perdure(['audit', 'list', ...store])).out.join('\n');
  expect(audit).toMatch(/command line +admin +token\.revoke +\S+ +refused/);
  expect(audit).toMatch(/command line +admin +token\.create +deploy +done/);
  expect((await perdure(['token', 'create', 'x', '--role', 'boss', ...store])).exitCode).not.toBe(0);
});

test('a password comes in by standard input and goes out as a hash', async () => {
  const { out } = await perdure(['user', 'hash-password'], 'correct horse\n');
  expect(out).toEqual([expect.stringMatching(PASSWORD_HASH)]);
  expect(await perdure(['user', 'hash-password'], 'short\n')).toMatchObject({ exitCode: 2, out: [] });
});

test('sessions are listed, and ended by name or all at once; the audit log has it', async () => {
  const store = ['--store', path];
  const names = ['ada', 'bo', 'cleo'];
  await seedSessions(path, names);
  const listed = (await perdure(['user', 'sessions', 'list', ...store])).out.join('\n');
  expect(listed).toMatch(/bo +operator +oidc +192\.0\.2\.9 +2/);
  expect(await perdure(['user', 'sessions', 'end', 'bo', ...store])).toMatchObject({
    ...{ exitCode: 0, out: ['Ended the sessions of bo.'] },
  });
  expect((await perdure(['user', 'sessions', 'end', 'bo', ...store])).exitCode).toBe(3);
  expect(await perdure(['user', 'sessions', 'end', ...store])).toMatchObject({ exitCode: 2, out: [] });
  expect(await perdure(['user', 'sessions', 'end', 'ada', '--all', ...store])).toMatchObject({ exitCode: 2 });
  const left = (await perdure(['user', 'sessions', 'list', '-o', 'json', ...store])).out;
  expect(left.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(['cleo', 'ada']);
  expect(left.join('')).not.toContain('hash');
  expect((await perdure(['user', 'sessions', 'end', '--all', ...store])).exitCode).toBe(0);
  const audit = (await perdure(['audit', 'list', '--action', 'session.end', ...store])).out.join('\n');
  expect(audit).toMatch(/session\.end +everybody +done[^]*session\.end +bo +refused[^]*session\.end +bo +done/);
});
