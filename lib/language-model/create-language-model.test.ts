import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anthropicMessage,
  openAiCompletion,
  openEndpointDouble,
  withJson,
  type Behavior,
  type EndpointDouble,
} from '@/lib/testing/language-model/endpoint-double';
import { createLanguageModel } from './create-language-model';
import type { LanguageModelSettings } from './language-model';

const QUESTION = { instruction: 'Do this.', text: 'An order is checked.' };
const IMAGE = { mediaType: 'image/png', base64: 'iVBORw0KGgo=' } as const;
const KINDS = ['anthropic', 'openai'] as const;
const MESSAGES = { anthropic: anthropicMessage, openai: openAiCompletion };

let double: EndpointDouble;
beforeAll(async () => {
  double = await openEndpointDouble();
});
afterAll(() => double.close());

test('asks Anthropic by its Messages API', async () => {
  double.answers(withJson(anthropicMessage('{"a":1}')));
  expect(await model('anthropic').ask({ ...QUESTION, image: IMAGE })).toBe('{"a":1}');
  expect(double.asked.at(-1)).toMatchObject({
    ...{ path: '/v1/messages', headers: { authorization: 'Bearer secret' } },
    body: {
      ...{ model: 'some-model', system: 'Do this.' },
      messages: [{ role: 'user', content: [{ type: 'image', source: { media_type: 'image/png' } }, { type: 'text' }] }],
    },
  });
});

test('asks OpenAI and what speaks like it by Chat Completions', async () => {
  double.answers(withJson(openAiCompletion('{"a":1}')));
  expect(await model('openai').ask({ ...QUESTION, image: IMAGE })).toBe('{"a":1}');
  expect(double.asked.at(-1)).toMatchObject({
    ...{ path: '/chat/completions', headers: { authorization: 'Bearer secret' } },
    body: {
      ...{ model: 'some-model', max_tokens: 16_000 },
      messages: [
        { role: 'system', content: 'Do this.' },
        { content: [{ image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }, { text: 'An order is checked.' }] },
      ],
    },
  });
});

describe.each(KINDS)('%s', (kind) => {
  const trouble = async (behavior: Behavior, patienceMs?: number): Promise<unknown> => {
    double.answers(behavior);
    return model(kind, patienceMs)
      .ask(QUESTION)
      .catch((error: unknown) => error);
  };
  const say = MESSAGES[kind];

  test('an answer that was cut, declined or empty is none', async () => {
    const cut = kind === 'anthropic' ? 'max_tokens' : 'length';
    expect(await trouble(withJson(say('{"a":', cut)))).toMatchObject({
      code: 'invalid',
      hint: expect.stringMatching(/smaller process/),
    });
    const declined = kind === 'anthropic' ? 'refusal' : 'content_filter';
    expect(await trouble(withJson(say('I cannot', declined)))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/declined/) as unknown,
    });
    expect(await trouble(withJson(say(' ')))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/answered nothing/) as unknown,
    });
    expect(await trouble(withJson({}))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/answered nothing/) as unknown,
    });
  });

  test.each([
    [401, 'precondition', /refused the key/, /PERDURE_LLM_KEY/],
    [404, 'precondition', /no model some-model/, /PERDURE_LLM_MODEL/],
    [429, 'limited', /no more requests/, /in 7 s/],
    [500, 'unavailable', /failed/, /later/],
    [400, 'invalid', /does not take/, /PERDURE_LLM_MODEL/],
  ])('HTTP %d says what to do, in one line', async (...row) => {
    const [status, code, message, hint] = row;
    const before = double.asked.length;
    const words = { type: 'error', error: { type: 'x', message: 'no\u001b[31m\nway' } };
    const error = await trouble(withJson(words, status, { 'retry-after': '7' }));
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
      hint: expect.stringMatching(hint) as unknown,
    });
    expect(String(error)).not.toMatch(/\p{Cc}|secret/u);
    expect(double.asked.length - before, 'asked once').toBe(1);
  });

  test('follows no redirect', async () => {
    const before = double.asked.length;
    const elsewhere: Behavior = (response) => void response.writeHead(307, { location: `${double.url}/else` }).end();
    expect(await trouble(elsewhere)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/redirects/) as unknown,
    });
    expect(double.asked.length - before).toBe(1);
  });

  test('what is no JSON, or endless, is not read', async () => {
    const page: Behavior = (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    expect(await trouble(page)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/something else than JSON/) as unknown,
    });
    const endless: Behavior = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write('"'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    };
    expect(await trouble(endless)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/larger than 1,000,000 bytes/) as unknown,
    });
  });

  test('waits so long and no longer, for a beginning and for an end', async () => {
    expect(await trouble(() => undefined, 50)).toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/within 0.05 s/) as unknown,
    });
    const stalled: Behavior = (response) => void response.writeHead(200).write('{');
    expect(await trouble(stalled, 50)).toMatchObject({ code: 'timeout' });
  });

  test('says when nobody is there', async () => {
    const gone = createLanguageModel({ ...settings(kind), url: 'http://127.0.0.1:1' });
    await expect(gone.ask(QUESTION)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot be reached/) as unknown,
    });
  });
});

function model(kind: LanguageModelSettings['kind'], patienceMs?: number) {
  return createLanguageModel(settings(kind), patienceMs);
}

function settings(kind: LanguageModelSettings['kind']): LanguageModelSettings {
  return { kind, url: double.url, model: 'some-model', key: 'secret' };
}
