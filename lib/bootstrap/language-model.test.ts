import { expect, test } from 'vitest';
import { readLanguageModel } from './language-model';

const ANTHROPIC = { PERDURE_LLM_KIND: 'anthropic', PERDURE_LLM_MODEL: 'm', PERDURE_LLM_KEY: 'very-secret' };

test('there is no language model unless one is named, whatever key lies about', () => {
  expect(readLanguageModel({ ANTHROPIC_API_KEY: 'k', PERDURE_LLM_KEY: 'k', PERDURE_LLM_KIND: ' ' })).toBeUndefined();
});

test('takes the usual address of its kind, or another', () => {
  expect(readLanguageModel(ANTHROPIC)).toEqual({
    kind: 'anthropic',
    model: 'm',
    key: 'very-secret',
    url: 'https://api.anthropic.com',
  });
  const own = { PERDURE_LLM_KIND: 'openai', PERDURE_LLM_MODEL: 'm', PERDURE_LLM_URL: 'http://models.lan:11434/v1' };
  expect(readLanguageModel(own)).toMatchObject({ url: 'http://models.lan:11434/v1' });
  expect(readLanguageModel({ ...own, PERDURE_LLM_KEY: 'k', PERDURE_LLM_URL: 'http://127.0.0.1:1' })).toBeDefined();
});

test.each([
  [{ PERDURE_LLM_KIND: 'other' }, /PERDURE_LLM_KIND is "other". Allowed: one of anthropic, openai/],
  [{ PERDURE_LLM_MODEL: undefined }, /PERDURE_LLM_MODEL is missing/],
  [{ PERDURE_LLM_KEY: undefined }, /PERDURE_LLM_KEY is missing/],
  [{ PERDURE_LLM_KEY: 'very-secret é' }, /PERDURE_LLM_KEY cannot be used/],
  [{ PERDURE_LLM_URL: 'https://ana:very-secret@models.lan' }, /PERDURE_LLM_URL cannot be used/],
  [{ PERDURE_LLM_URL: 'file:///etc' }, /PERDURE_LLM_URL is "file/],
  [{ PERDURE_LLM_URL: 'http://models.lan' }, /would be sent where others can read it/],
])('refuses %j and tells no key', (change, message) => {
  const read = () => readLanguageModel({ ...ANTHROPIC, ...change });
  expect(read).toThrow(message);
  expect(read).not.toThrow(/very-secret/);
});
