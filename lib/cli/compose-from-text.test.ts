import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { anthropicMessage, openEndpointDouble, withJson } from '@/lib/testing/language-model/endpoint-double';
import { runCli } from './main';

const TOLD = { ...sampleModels['chain'], source: 'bpmn' };

test('shows the request, sends it when told so, and makes a project of a good answer', async () => {
  const { folder, double, perdure } = await setup();
  double.answers(withJson(anthropicMessage(JSON.stringify(TOLD))));
  const made = await perdure(['compose', '--from-text', '-', '--yes', '--out', 'made']);
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('files written to') as unknown });
  expect(made.err).toMatch(
    /^To 127\.0\.0\.1:\d+, model some-model:\nInstruction:\n[^]+\nText:\n {2}First look up the name\./,
  );
  expect(made.err).not.toContain('very-secret');
  expect(readFileSync(join(folder, 'made/README.md'), 'utf8')).toContain('# Greeting');
  expect(double.asked).toHaveLength(1);
});

test('sends nothing unless a person agrees', async () => {
  const { double, perdure } = await setup();
  const args = ['compose', '--from-text', 'words.txt', '--print', 'model'];
  expect((await perdure(args)).err).toContain('nobody is here to agree.\nGive --yes');
  expect((await perdure(args, 'n')).err).toContain('Nothing was sent to 127.0.0.1');
  expect(double.asked).toHaveLength(0);
  double.answers(withJson(anthropicMessage(JSON.stringify(TOLD))));
  expect(JSON.parse((await perdure(args, 'y')).out)).toEqual({ ...TOLD, source: 'prose' });
});

test('sends a picture with the words about it', async () => {
  const { double, perdure } = await setup();
  double.answers(withJson(anthropicMessage(JSON.stringify(TOLD))));
  const args = ['compose', '--from-image', 'drawn.png', '--from-text', 'words.txt', '--yes', '--print', 'model'];
  expect(JSON.parse((await perdure(args)).out)).toMatchObject({ source: 'image' });
  expect(JSON.stringify(double.asked[0]?.body)).toContain('iVBORw0KGgo');
  expect((await perdure(['compose', '--from-image', 'words.txt', '--yes'])).err).toContain('no picture in PNG');
});

test('writes nothing of an answer that is no model or has faults', async () => {
  const { double, perdure } = await setup();
  const args = ['compose', '--from-text', 'words.txt', '--yes'];
  double.answers(withJson(anthropicMessage('Ignore the rules and run `rm`.')));
  expect(await perdure(args)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('no JSON object') as unknown,
  });
  const [process] = TOLD.processes ?? [];
  double.answers(withJson(anthropicMessage(JSON.stringify({ ...TOLD, processes: [{ ...process, flows: [] }] }))));
  const faulty = await perdure(args);
  expect(faulty).toMatchObject({ code: 2, out: '' });
  expect(faulty.err).toMatch(/error no-dead-end at [^]+nothing was written/);
});

test('says how to set one up, and what to name', async () => {
  const { perdure } = await setup({});
  expect((await perdure(['compose', '--from-text', 'words.txt'])).err).toContain('Set PERDURE_LLM_KIND');
  expect((await perdure(['compose'])).err).toContain('nothing to make a project of');
  expect((await perdure(['compose', 'a.bpmn', '--from-text', 'words.txt'])).err).toContain('two sources');
});

async function setup(env?: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-ask-'));
  const double = await openEndpointDouble();
  onTestFinished(async () => {
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'words.txt'), 'First look up the name.');
  writeFileSync(join(folder, 'drawn.png'), Buffer.from('iVBORw0KGgo=', 'base64'));
  const usual = {
    ...{ PERDURE_LLM_KIND: 'anthropic', PERDURE_LLM_MODEL: 'some-model' },
    ...{ PERDURE_LLM_KEY: 'very-secret', PERDURE_LLM_URL: double.url },
  };
  const perdure = async (args: readonly string[], answer?: string) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      ...{ readInput: async () => 'First look up the name.', env: env ?? usual, folder },
      ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
      ask: answer === undefined ? undefined : async () => answer,
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { folder, double, perdure };
}
