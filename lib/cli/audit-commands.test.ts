import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alterStore } from '@/lib/testing/alter-store';
import { writeAuditRows } from '@/lib/testing/write-audit-rows';
import { seedStore } from '@/lib/testing/seed-store';
import { runCli } from './main';

const folder = mkdtempSync(join(tmpdir(), 'perdure-audit-'));
const path = join(folder, 'perdure.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  await seedStore(path, { count: 3, now: 1_767_225_600_000, seed: 1 });
  await writeAuditRows(path, ['order-1', 'order-2\u001b[31m']);
});

async function perdure(...args: readonly string[]) {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const exitCode = await runCli([...args, '--store', path], {
    ...{ env: {}, folder, out: say, err: say },
    readInput: async () => '',
  });
  return { exitCode, lines };
}

test('lists who did what, as a table that no text can break out of', async () => {
  const { lines, exitCode } = await perdure('audit', 'list', '--actor', 'ada');
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    'ROW  TIME                      ACTOR  ROLE      ACTION          TARGET                  OUTCOME  REASON OR ERROR',
    String.raw`3    2026-01-01T00:00:00.000Z  ada    operator  instance.purge  shop/order-2\u001b[31m  done     old`,
    '1    2026-01-01T00:00:00.000Z  ada    operator  instance.purge  shop/order-1            done     old',
  ]);
});

test('lists what is asked for, as JSON', async () => {
  const { lines } = await perdure('audit', 'list', '--instance', 'order-1', '--outcome', 'done', '-o', 'json');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { seq: 1, tookMs: 3, actor: { name: 'ada' } },
  ]);
  expect((await perdure('audit', 'list', '--actor', 'eve', '-o', 'json')).lines).toEqual([]);
  expect((await perdure('audit', 'list', '--action', 'instance.explode')).exitCode).not.toBe(0);
});

test('verify says that all is well, and where it is not; so does db verify', async () => {
  const fine = await perdure('audit', 'verify');
  const [, head = ''] = /Newest: (4:[0-9a-f]{64})$/.exec(fine.lines[0] ?? '') ?? [];
  expect(fine).toMatchObject({ exitCode: 0, lines: [`4 rows read: 0 faults. Newest: ${head}`] });
  expect((await perdure('audit', 'verify', '--head', head)).exitCode).toBe(0);
  expect((await perdure('db', 'verify')).lines.at(-1)).toContain('and 4 rows of the audit log read: 0 differences.');
  alterStore(path, `DROP TRIGGER audit_entry_not_changed; UPDATE audit_entry SET actor = 'eve' WHERE seq = 2`);
  const broken = await perdure('audit', 'verify');
  expect(broken.exitCode).toBe(1);
  expect(broken.lines[0]).toBe('Row 2: the row was changed: it does not have the hash it was written with.');
  expect(JSON.parse((await perdure('audit', 'verify', '--json')).lines[1] ?? '')).toMatchObject({
    verified: { rows: 4, faults: 1 },
  });
  expect(await perdure('db', 'verify')).toMatchObject({ exitCode: 1 });
  expect((await perdure('audit', 'verify', '--head', `4:${'0'.repeat(64)}`)).lines).toContain(
    'Row 4: the row is not the one that was noted.',
  );
});
