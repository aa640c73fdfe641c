import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { alterStore } from '@/lib/testing/alter-store';
import { BusyWriter } from '@/lib/testing/busy-writer';
import { readStore } from '@/lib/testing/read-store';
import { openRuntime } from '@/lib/testing/runtime-fixture';
import { seedStore } from '@/lib/testing/seed-store';
import { T0 } from '@/lib/testing/store-builders';
import { runCli } from './main';

/** A command line in a folder of its own, on the store there. */
function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'perdure.db');
  const perdure = async (...args: readonly string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      readInput: async () => '',
      ...{ env: { PERDURE_DATA_DIR: folder }, folder },
      ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { folder, path, perdure, seed: (count: number) => seedStore(path, { count, now: T0, seed: 3 }) };
}

/** Makes a store one of the time before leases. */
const before0004 = `DROP TABLE lease; DROP INDEX instance_unfinished; ALTER TABLE instance DROP COLUMN ask_again_at;
  CREATE INDEX instance_unfinished ON instance (key)
    WHERE status NOT IN ('completed', 'failed', 'terminated') AND (inbox_length > 0 OR open_tasks > 0);
  DROP TABLE instance_text; DELETE FROM meta WHERE name = 'indexed_key'; DROP INDEX step_failed; DROP TABLE trend; DROP TABLE saved_view; DROP TABLE declared_value; DROP TABLE declared_path;
  DROP TABLE bulk_item; DROP TABLE bulk_job; DROP TABLE app_state; ALTER TABLE instance DROP COLUMN flaws;
  ALTER TABLE inbox DROP COLUMN opens_turn;
  DROP TABLE audit_entry; DROP TABLE audit_head; DROP TABLE api_token; DROP TABLE session;
  DELETE FROM _prisma_migrations WHERE migration_name >= '0004'`;

describe('perdure', () => {
  test('a command that does not exist, and a missing argument, are refused with exit code 2', async () => {
    const { perdure } = setup();
    expect(await perdure('db', 'stauts')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('status') as string,
    });
    expect(await perdure('db', 'backup')).toMatchObject({ code: 2, err: expect.stringContaining('file') as string });
  });

  test('help and version are answers, not failures', async () => {
    const { perdure } = setup();
    expect(await perdure('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    });
    expect((await perdure('db', '--help')).out).toMatch(/status [^]*migrate [^]*verify [^]*backup .*<file>[^]*copy /);
  });
});

describe('perdure db status', () => {
  test('says what is in a store and that nobody has it', async () => {
    const { perdure, seed, path } = setup();
    await seed(40);
    const { code, out } = await perdure('db', 'status');
    expect(code).toBe(0);
    expect(out).toContain(`Store      ${path} (SQLite, `);
    expect(out).toMatch(/^Schema {5}\d{4}_\w+, nothing pending$/m);
    expect(out).toMatch(/^In use by {2}nobody$/m);
    expect(out).toMatch(/^Instances {2}40 instances: .*\d+ completed/m);
    expect(out).toMatch(/^Revision {3}40$/m);
  });

  test('names the runtime that has the store, for people and for programs', async () => {
    const { perdure } = setup();
    const { path } = await openRuntime();
    expect((await perdure('db', 'status', '--store', path)).out).toMatch(
      new RegExp(
        `^In use by {2}Perdure runtime .*, pid ${process.pid} on host .*, since 20.*, last sign of life 20`,
        'm',
      ),
    );
    const { out } = await perdure('db', 'status', '--json', '--store', path);
    expect(JSON.parse(out)).toMatchObject({ lease: { epoch: 1, holder: { pid: process.pid } }, instances: 0 });
  });

  test('a store that is not there is said to be missing, with exit code 9', async () => {
    const { perdure, path } = setup();
    const { code, out, err } = await perdure('db', 'status');
    expect([code, out]).toEqual([9, '']);
    expect(err).toContain(`There is no store at ${path} yet.`);
  });
});

describe('perdure db migrate', () => {
  test('creates a store, and finds nothing to do in it later', async () => {
    const { perdure } = setup();
    expect((await perdure('db', 'migrate')).out).toMatch(/^Applied: 0001_instances\n/);
    expect(await perdure('db', 'migrate')).toEqual({ code: 0, out: 'Nothing is pending.', err: '' });
  });

  test('says what is pending without applying it, then applies it', async () => {
    const { perdure, seed, path } = setup();
    await seed(5);
    alterStore(path, before0004);
    expect((await perdure('db', 'status')).out).toContain(
      '0003_policies, pending: 0004_lease, 0005_questions, 0006_id_text, 0007_failed_steps, 0008_trends, 0009_saved_views, 0010_access, 0011_declared_paths, 0012_bulk_jobs, 0013_app_state, 0014_instance_flaws, 0015_turn_times',
    );
    for (const attempt of [1, 2]) {
      expect(await perdure('db', 'migrate', '--dry-run'), `attempt ${attempt}`).toMatchObject({
        out: 'Pending: 0004_lease\nPending: 0005_questions\nPending: 0006_id_text\nPending: 0007_failed_steps\nPending: 0008_trends\nPending: 0009_saved_views\nPending: 0010_access\nPending: 0011_declared_paths\nPending: 0012_bulk_jobs\nPending: 0013_app_state\nPending: 0014_instance_flaws\nPending: 0015_turn_times',
      });
    }
    expect(JSON.parse((await perdure('db', 'migrate', '--json')).out)).toEqual({
      applied: [
        '0004_lease',
        '0005_questions',
        '0006_id_text',
        '0007_failed_steps',
        '0008_trends',
        '0009_saved_views',
        '0010_access',
        '0011_declared_paths',
        '0012_bulk_jobs',
        '0013_app_state',
        '0014_instance_flaws',
        '0015_turn_times',
      ],
    });
    expect((await perdure('db', 'status')).out).toContain('nothing pending');
  });

  test('refuses while a runtime has the store, and names it', async () => {
    const { perdure } = setup();
    const { path } = await openRuntime({ lease: { holder: { leaseMs: 300 } } });
    const { code, err } = await perdure('db', 'migrate', '--store', path);
    expect(code).toBe(4);
    expect(err).toContain(`in use by another Perdure runtime (pid ${process.pid} on host `);
  });
});

describe('perdure db verify', () => {
  test('ends with 0 for a store that is as it should be, beside the runtime that has it', async () => {
    const { perdure, seed } = setup();
    await seed(30);
    expect(await perdure('db', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^30 instances and \d+ history events read: 0 differences\.$/) as string,
    });
    const { path } = await openRuntime();
    expect(await perdure('db', 'verify', '--store', path)).toMatchObject({ code: 0 });
  });

  test('ends with 1 and says what is stored and what should be', async () => {
    const { perdure, seed, path } = setup();
    await seed(30);
    alterStore(path, `UPDATE instance SET attempts = 77 WHERE "key" = 1; UPDATE counter SET count = count + 1`);
    const { code, out } = await perdure('db', 'verify');
    expect(code).toBe(1);
    expect(out).toMatch(/^instance \S+ \(key 1\): attempts is 77, should be \d+$/m);
    expect(out).toMatch(/^counter of \w+ in \S+, completed: count is (\d+), should be \d+$/m);
    const lines = (await perdure('db', 'verify', '--json')).out.split('\n').map((line) => JSON.parse(line) as object);
    expect(lines[0]).toMatchObject({ difference: { what: 'attempts', stored: 77 } });
    expect(lines.at(-1)).toMatchObject({ verified: { instances: 30, differences: lines.length - 1 } });
  });
});

describe('perdure db backup', () => {
  test('copies a store under load: it is whole, and holds all that was acknowledged before', async () => {
    const { perdure, folder, path } = setup();
    const writer = new BusyWriter(path);
    await writer.reached(50);
    const acknowledged = [...writer.acknowledged];
    const copy = join(folder, 'copy.db');
    expect(await perdure('db', 'backup', 'copy.db', '--verify')).toMatchObject({ code: 0, err: '' });
    await writer.reached(writer.acknowledged.length + 1);
    expect(await perdure('db', 'verify', '--store', copy)).toMatchObject({ code: 0 });
    const ids = new Set((await readStore(copy)).map(({ instance }) => instance.instanceId));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('a copy that takes the place of the store is served at once, and has no other holder', async () => {
    const { perdure, folder } = setup();
    const original = await openRuntime();
    await original.start('order-1');
    await perdure('db', 'backup', 'copy.db', '--store', original.path);
    const restored = join(folder, 'restored', 'perdure.db');
    mkdirSync(dirname(restored));
    copyFileSync(join(folder, 'copy.db'), restored);
    const waits: number[] = [];
    const again = await openRuntime({ path: restored, lease: { onWait: (_, ms) => void waits.push(ms) } });
    expect(waits).toEqual([]);
    expect(await again.status('order-1')).toBe('pending');
    expect((await original.runtime.get({ appId: 'shop', instanceId: 'order-1' }))?.status).toBe('pending');
  });

  test('refuses to replace a file unless told to, and leaves nothing half done', async () => {
    const { perdure, seed, folder } = setup();
    await seed(5);
    const copy = join(folder, 'copy.db');
    writeFileSync(copy, 'mine');
    expect(await perdure('db', 'backup', 'copy.db')).toMatchObject({
      code: 4,
      err: expect.stringContaining('--force') as string,
    });
    expect(await perdure('db', 'backup', 'copy.db', '--force', '--json')).toMatchObject({ code: 0 });
    expect(await readStore(copy)).toHaveLength(5);
    expect(await perdure('db', 'backup', 'no/such/folder.db')).toMatchObject({ code: 2 });
    alterStore(join(folder, 'perdure.db'), 'DROP TABLE counter');
    expect(await perdure('db', 'backup', 'later.db', '--verify')).not.toMatchObject({ code: 0 });
    expect(readdirSync(folder).filter((name) => /later|growing/.test(name))).toEqual([]);
  });
});

describe('perdure db copy', () => {
  test('copies a store, says what was compared, and the copy is served', async () => {
    const { perdure, seed, folder, path } = setup();
    await seed(20);
    const to = join(folder, 'copy.db');
    const { code, out, err } = await perdure('db', 'copy', '--from', path, '--to', to);
    expect(code).toBe(0);
    expect(out).toMatch(/^instance: equal \(20 rows, [0-9a-f]{16}\)$/m);
    expect(out).toMatch(/The copy is complete and can be used\.$/);
    expect(err).toMatch(/^history: [\d,]+ rows copied …$/m);
    expect(await readStore(to)).toEqual(await readStore(path));
    await openRuntime({ path: to });
    const other = join(folder, 'other.db');
    const json = await perdure('db', 'copy', '--from', path, '--to', other, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ isComplete: true });
    expect((await perdure('db', 'copy', '--from', path, '--to', other)).err).toContain('is not empty');
  });
});
