import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openStoreAdmin } from '@/lib/bootstrap/store/open-store-admin';
import { checkMachine } from './doctor/check-machine';
import { runCli } from './main';

const ANY_PORT = {
  PERDURE_CONSOLE_PORT: '0',
  PERDURE_GRPC_PORT: '0',
  PERDURE_HTTP_PORT: '0',
  PERDURE_METRICS_PORT: '0',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-doctor-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('where all is well it says so, with every setting and where it is from', async () => {
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify({ logLevel: 'warn', maxPayload: '1MiB' }));
  await openStoreAdmin({ kind: 'sqlite', path: join(folder, 'data', 'perdure.db') }).migrate();
  const { code, out } = await doctor();
  expect(code, out).toBe(0);
  expect(out).toMatch(/^Log +warn, as text +perdure\.config\.json$/m);
  expect(out).toMatch(/^Console +any free port +PERDURE_CONSOLE_PORT$/m);
  expect(out).toMatch(/^Listens on +127\.0\.0\.1 +default$/m);
  expect(out).toMatch(/^ok +Store +.*perdure\.db \(SQLite, .*, 0 instances\)$/m);
  expect(out).toMatch(/^ok +Schema +\d+_\w+, nothing pending$/m);
  expect(out).toMatch(/^ok +Language model +none is set up/m);
  expect(out).toMatch(/^note +Running +no Perdure runs over .*\n +→ perdure dev/m);
});

test('a language model is told without its key, and one that cannot be asked is a problem', async () => {
  const env = { PERDURE_LLM_KIND: 'anthropic', PERDURE_LLM_MODEL: 'm', PERDURE_LLM_KEY: 'very-secret' };
  const { out } = await doctor({ env });
  expect(out).toMatch(/^ok +Language model +anthropic, m at api\.anthropic\.com; it was not asked$/m);
  expect(out).toMatch(/^Its key +set, not shown +PERDURE_LLM_KEY$/m);
  expect(out).not.toContain('very-secret');
  const wrong = await doctor({ env: { PERDURE_LLM_KIND: 'anthropic' } });
  expect(wrong.code).toBe(1);
  expect(wrong.out).toMatch(/^problem +Language model +.*PERDURE_LLM_MODEL is missing\.\n +→ Set PERDURE_LLM_MODEL/m);
});

test('a port that somebody has is told with who that is, and the fix', async () => {
  const port = await serve({ '/v1.0/metadata': { id: 'shop' } });
  const { code, out } = await doctor({ env: { PERDURE_HTTP_PORT: String(port) } });
  expect(code).toBe(1);
  expect(out).toContain(`${port} cannot be had: the Dapr HTTP API of app "shop" of another process`);
  expect(out).toContain('→ Stop what uses it, or set PERDURE_HTTP_PORT to another port (0 takes any free one).');
});

test('a clock that is behind the last sign of life in the store is told', async () => {
  const path = join(folder, 'data', 'perdure.db');
  await openStoreAdmin({ kind: 'sqlite', path }).migrate();
  const { lease } = await openStoreAdmin({ kind: 'sqlite', path }).status();
  const { code, out } = await doctor({ now: () => (lease?.beatAt ?? 0) - 3_600_000 });
  expect(code).toBe(1);
  expect(out).toMatch(/^problem +Clock +.* and the store was written .* later\n +→ Set the clock/m);
});

test('settings that cannot be used are a finding like any other, for programs too', async () => {
  const { code, out } = await doctor({ env: { PERDURE_GRPC_PORT: 'fifty' } }, '-o', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([
      expect.objectContaining({
        ...{ level: 'problem', about: 'Settings' },
        fix: 'Set PERDURE_GRPC_PORT to an allowed value, or remove it for the default.',
      }),
    ]) as unknown,
    settings: [],
  });
});

test('a store that cannot be read, and a Node that is too old, are told with a fix', async () => {
  const file = join(folder, 'no.db');
  writeFileSync(file, 'this is no database, however long it may be, and nobody would think so');
  const { code, out } = await doctor({}, '--database-url', `file:${file}`);
  expect(code).toBe(1);
  expect(out).toMatch(/^problem +Store +.*\n +→ /m);
  const found = (nodeVersion: string, isRepository: boolean) => checkMachine({ nodeVersion, isRepository })[1];
  expect(found('20.1.0', true)).toMatchObject({ level: 'problem', says: 'v20.1.0, and Perdure needs 24 or newer' });
  expect(found('22.11.0', false)).toMatchObject({ level: 'problem', fix: 'Install a newer Node.' });
  expect([found('22.12.0', false), found('24.0.0', true)]).toMatchObject([{ level: 'ok' }, { level: 'ok' }]);
});

type Stand = { readonly env?: Readonly<Record<string, string>>; readonly now?: () => number };

async function doctor({ env = {}, now = () => Date.now() }: Stand = {}, ...args: readonly string[]) {
  const out: string[] = [];
  const code = await runCli(['doctor', ...args], {
    ...{ env: { ...ANY_PORT, ...env }, folder, now, readInput: async () => '' },
    ...{ out: (line) => void out.push(line), err: (line) => void out.push(line) },
  });
  return { code, out: out.join('\n') };
}

/** Answers JSON at some addresses; resolves with the port. */
async function serve(answers: Readonly<Record<string, unknown>>): Promise<number> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
