import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { runCli } from './main';

/** A command line in a folder with a model and a flowchart. */
function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('saga.model.json', JSON.stringify(sampleModels['saga']));
  write('greet.mmd', 'flowchart LR\n  s([start]) --> a[Say hello] --> e([end])\n');
  write('broken.mmd', 'flowchart LR\n  s([start]) --> a{Which?}\n  a --> b[One]\n  a --> c[Two]\n');
  const perdure = async (...args: readonly string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const bytes: Uint8Array[] = [];
    const code = await runCli(args, {
      ...{ readInput: async () => '', env: {}, folder, outBytes: (piece) => void bytes.push(piece) },
      ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
    });
    return { code, out: out.join('\n'), err: err.join('\n'), bytes: Buffer.concat(bytes) };
  };
  return { folder, write, perdure };
}

test('writes a project of a model or a diagram, and keeps what was written by hand', async () => {
  const { folder, write, perdure } = setup();
  expect(await perdure('compose', 'saga.model.json', '--out', 'trip', '--app-id', 'trips')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'trip/dapr.yaml'), 'utf8')).toContain('appID: trips');
  write('trip/src/activities/book-car.ts', '// by hand');
  const second = await perdure('compose', 'saga.model.json', '--out', 'trip', '--app-id', 'trips');
  expect(second.out).toMatch(/^0 files written to .*trip\.\n6 hand-written files left as they were\.$/);
  expect(readFileSync(join(folder, 'trip/src/activities/book-car.ts'), 'utf8')).toBe('// by hand');
  expect(await perdure('compose', 'greet.mmd')).toMatchObject({ code: 0 });
});

test('writes nothing while an error stands, and says what to draw instead', async () => {
  const { folder, perdure } = setup();
  const refused = await perdure('compose', 'broken.mmd', '--out', 'broken');
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/error [\w-]+ at \S+: [^]+\n {2}\S[^]*nothing was written/);
  expect(existsSync(join(folder, 'broken'))).toBe(false);
  expect((await perdure('compose', 'broken.mmd', '--check')).out).toContain('error');
});

test('makes an app of each lane, where the language and the diagram can', async () => {
  const { folder, write, perdure } = setup();
  write(
    'pizza.mmd',
    'flowchart LR\n  subgraph Kitchen\n    s([start]) --> a[Bake]\n  end\n  subgraph Driver\n    b[Drive]\n  end\n  a --> b --> e([end])\n',
  );
  const made = await perdure('compose', 'pizza.mmd', '--language', 'python', '--lanes-as-apps', '--out', 'pizza');
  expect(made).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'pizza/dapr.yaml'), 'utf8').match(/appID: .*/g)).toEqual([
    ...['appID: kitchen', 'appID: driver'],
  ]);
  const inWords = await perdure('compose', 'pizza.mmd', '--lanes-as-apps', '--print', 'program');
  expect(inWords.out).toContain('app kitchen: Pizza, Bake\napp driver: Drive');
  const inJavascript = await perdure('compose', 'pizza.mmd', '--lanes-as-apps', '--out', 'other');
  expect(inJavascript).toMatchObject({ code: 2, out: '' });
  expect(inJavascript.err).toMatch(/JavaScript SDK cannot call an activity of another app[^]*Choose Python, Go, Java/);
  const withoutLanes = await perdure('compose', 'greet.mmd', '--language', 'go', '--lanes-as-apps', '--out', 'other');
  expect(withoutLanes).toMatchObject({ code: 2, out: '' });
  expect(withoutLanes.err).toContain('Lanes become apps where at least two of them hold something');
  expect(existsSync(join(folder, 'other'))).toBe(false);
});

test('writes a ZIP with the very files, to a file or to standard output', async () => {
  const { folder, write, perdure } = setup();
  expect(await perdure('compose', 'saga.model.json', '--out', 'trip')).toMatchObject({ code: 0 });
  expect(await perdure('compose', 'saga.model.json', '--zip', 'trip.zip')).toMatchObject({ code: 0, out: '' });
  const zipped = readFileSync(join(folder, 'trip.zip'));
  for (const [path, bytes] of Object.entries(unzipSync(zipped))) {
    expect(Buffer.from(bytes).toString(), path).toBe(readFileSync(join(folder, path), 'utf8'));
  }
  const piped = await perdure('compose', 'saga.model.json', '--zip', '-');
  expect(piped).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/files written to standard output/) as string,
  });
  expect(piped.bytes.equals(zipped)).toBe(true);
  expect(await perdure('compose', 'saga.model.json', '--zip', 'trip.zip')).toMatchObject({
    ...{ code: 4, err: expect.stringContaining('trip.zip exists') as string },
  });
  write('trip.zip', 'old');
  expect(await perdure('compose', 'saga.model.json', '--zip', 'trip.zip', '--force')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'trip.zip')).equals(zipped)).toBe(true);
  expect(await perdure('compose', 'saga.model.json', '--zip', 'a.zip', '--out', 'b')).toMatchObject({ code: 2 });
  expect(await perdure('compose', 'broken.mmd', '--zip', 'broken.zip')).toMatchObject({ code: 2 });
  expect(existsSync(join(folder, 'broken.zip'))).toBe(false);
});

test('prints each stage', async () => {
  const { perdure } = setup();
  expect(JSON.parse((await perdure('compose', 'saga.model.json', '--print', 'model')).out)).toEqual(
    sampleModels['saga'],
  );
  expect((await perdure('compose', 'saga.model.json', '--print', 'program')).out).toContain('process Trip (TripData)');
  expect((await perdure('compose', 'saga.model.json', '--print', 'files')).out).toContain('===== src/main.ts');
  expect(await perdure('compose', 'saga.model.json', '--check')).toMatchObject({ code: 0 });
});

test('a file that is not there, and one that is no model, are refused by name', async () => {
  const { write, perdure } = setup();
  write('odd.model.json', '{"name":1}');
  write('cut.model.json', '{');
  expect(await perdure('compose', 'none.bpmn')).toMatchObject({ code: 3 });
  expect(await perdure('compose', 'odd.model.json')).toMatchObject({ code: 2 });
  expect((await perdure('compose', 'cut.model.json')).err).toContain('cut.model.json is not JSON');
});
