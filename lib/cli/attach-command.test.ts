import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRuntimeStore } from '@/lib/bootstrap/runtime/open-runtime-store';
import { filledSqlite, inLayout, type FilledStore } from '@/lib/testing/dapr/filled-stores';
import { startRecordedSidecar } from '@/lib/testing/dapr/recorded-sidecar';
import { readRecordedStore } from '@/lib/testing/dapr/recorded-store';
import { differencesIn } from '@/lib/testing/differences-in';
import { seedStore } from '@/lib/testing/seed-store';
import { T0 } from '@/lib/testing/store-builders';
import { runCli } from './main';

const recorded = readRecordedStore('sqlite');
const SECOND = 100;

/** A command line in a folder of its own, with a component file for a state store that real daprd has filled. */
async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-attach-'));
  const source = await filledSqlite();
  onTestFinished(async () => {
    await source.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  await source.write(recorded.rows, SECOND);
  writeComponent(folder, source);
  const out: string[] = [];
  const err: string[] = [];
  const perdure = async (args: readonly string[], onLine: () => void = () => undefined, stop?: AbortSignal) => {
    out.length = 0;
    err.length = 0;
    const code = await runCli(args, {
      ...{ readInput: async () => '', env: { PERDURE_DATA_DIR: folder }, folder, ...(stop && { stop }) },
      out: (line) => {
        out.push(line);
        onLine();
      },
      err: (line) => void err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { folder, source, perdure, store: join(folder, 'attached.db') };
}

const once = ['attach', '--component', 'statestore.yaml', '--once'];

test('one look mirrors everything, and a second one finds nothing new', async () => {
  const { perdure, store } = await setup();
  const count = recorded.answers.length;
  expect(await perdure(once)).toEqual({
    ...{ code: 0, err: '' },
    out: `${count} instances read, ${count} written\nThe mirror is complete: ${store}`,
  });
  expect(await perdure(once)).toMatchObject({ code: 0, out: `The mirror is complete: ${store}` });
  expect(await differencesIn(store)).toEqual([]);
});

test('what follows is mirrored as it comes, until it is stopped', async () => {
  const { perdure, source } = await setup();
  const stop = new AbortController();
  let lines = 0;
  let isWritten = false;
  const { code } = await perdure(
    ['attach', '--component', 'statestore.yaml', '--json'],
    () => {
      lines += 1;
      if (lines > 1) stop.abort();
      else void source.write(renamed('chain', 'later'), Math.floor(Date.now() / 1000)).then(() => (isWritten = true));
    },
    stop.signal,
  );
  expect([code, lines, isWritten]).toEqual([0, 2, true]);
});

test('an instance that is not whole is named, and the exit code says so', async () => {
  const { perdure, source } = await setup();
  const row = recorded.rows.find(({ key }) => key.endsWith('||chain||history-000003'));
  await source.write([inLayout('sqlite', { key: row?.key ?? '', value: Uint8Array.of(0xff) })], SECOND);
  const { code, err } = await perdure(once);
  expect(code).toBe(1);
  expect(err).toContain('shop/chain is not whole: history-000003 These 1 bytes are not a history event.');
});

test('a store of a runtime, and a mirror of something else, are left alone', async () => {
  const { perdure, folder } = await setup();
  await seedStore(join(folder, 'perdure.db'), { count: 3, now: T0, seed: 1 });
  const taken = await perdure([...once, '--store', 'perdure.db']);
  expect(taken.code).not.toBe(0);
  expect(taken.err).toContain('is no mirror: a runtime keeps its executions there');
  await perdure(once);
  const other = await filledSqlite();
  onTestFinished(() => other.remove());
  mkdirSync(join(folder, 'other'));
  writeComponent(join(folder, 'other'), other);
  expect((await perdure(['attach', '--component', 'other', '--once'])).err).toMatch(
    /attached\.db mirrors state in .*, not state in/,
  );
});

test('no runtime may have a mirror', async () => {
  const { perdure, store } = await setup();
  await perdure(once);
  const wishes = { lease: {}, onTrouble: () => undefined, declared: { paths: [] } };
  await expect(openRuntimeStore({ kind: 'sqlite', path: store }, wishes)).rejects.toMatchObject({ code: 'conflict' });
});

test('one look shows no console, so a sidecar is refused with it', async () => {
  const { perdure } = await setup();
  const { code, err } = await perdure([...once, '--sidecar', 'shop=50001']);
  expect([code, err]).toEqual([2, expect.stringContaining('--once ends at once')]);
});

test('without a state store the sidecar tells; a file may say all of it', async () => {
  const { perdure, folder } = await setup();
  const sidecar = await startRecordedSidecar(recorded.answers, { token: 'secret' });
  onTestFinished(() => sidecar.stop());
  writeFileSync(join(folder, 'token'), 'secret');
  writeFileSync(
    join(folder, 'attach.yaml'),
    `store: from-sidecars.db\nsidecars: [{ appId: shop, address: "${sidecar.address}", apiToken: { file: token } }]\n`,
  );
  const { code, out, err } = await perdure(['attach', '--config', 'attach.yaml', '--once']);
  // The run that has not begun is marked, since a sidecar does not know its name.
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^shop\/planned is not whole: start is told by the state store only/),
  ]);
  expect(out).toContain(`${recorded.answers.length} instances read, ${recorded.answers.length} written, 1 with flaws`);
  expect(await differencesIn(join(folder, 'from-sidecars.db'))).toEqual([]);
  const refused = await perdure(['attach', '--sidecar', `shop=${sidecar.address}`, '--store', 'other.db', '--once']);
  expect([refused.code === 0, refused.err]).toEqual([false, expect.stringContaining('does not list its executions')]);
});

test('nothing to attach to, and a console that would end at once, are refused', async () => {
  const { perdure } = await setup();
  expect(await perdure(['attach'])).toMatchObject({ code: 2, err: expect.stringContaining('nothing to attach to') });
  const { code, err } = await perdure([...once, '--console']);
  expect([code, err]).toEqual([2, expect.stringContaining('no console for --console')]);
});

test('a component that is not there, or cannot be read, is told', async () => {
  const { perdure, folder } = await setup();
  expect((await perdure(['attach', '--component', 'nowhere.yaml'])).err).toContain('no component file or folder');
  writeFileSync(join(folder, 'mongo.yaml'), component('state.mongodb', 'host'));
  const { code, err } = await perdure(['attach', '--component', 'mongo.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('It knows state.postgresql, state.sqlite, state.redis.');
});

function writeComponent(folder: string, { target }: FilledStore): void {
  if (target.layout !== 'sqlite') throw new Error('not a file');
  writeFileSync(join(folder, 'statestore.yaml'), component('state.sqlite', target.path));
}

function component(type: string, connectionString: string): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: statestore
spec:
  type: ${type}
  version: v1
  metadata:
    - name: connectionString
      value: ${JSON.stringify(connectionString)}
`;
}

function renamed(from: string, to: string) {
  const rows = recorded.rows.filter(({ key }) => key.includes(`||${from}||`));
  return rows.map((row) => ({ ...row, key: row.key.replace(`||${from}||`, `||${to}||`) }));
}
