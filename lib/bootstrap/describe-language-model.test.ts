import { expect, test } from 'vitest';
import { describeLanguageModel } from './describe-language-model';

const valuesOf = (env: Readonly<Record<string, string>>) =>
  describeLanguageModel(env).settings.map(({ name, value }) => `${name}: ${value}`);

test('provider, model and address are told, and of the key only that there is one', () => {
  expect(valuesOf({})).toEqual(['Draws descriptions: none is set up']);
  const named = { PERDURE_LLM_KIND: 'anthropic', PERDURE_LLM_MODEL: 'm', PERDURE_LLM_KEY: 'very-secret' };
  expect(valuesOf(named)).toEqual([
    ...['Draws descriptions: anthropic', 'Its model: m', 'Its address: https://api.anthropic.com'],
    'Its key: set, not shown',
  ]);
  const own = { PERDURE_LLM_KIND: 'openai', PERDURE_LLM_MODEL: 'm', PERDURE_LLM_URL: 'http://127.0.0.1:11434/v1' };
  expect(valuesOf(own)).toContain('Its key: none');
});

test('what is set wrongly is told with what to do, and no secret of it', () => {
  const [told = ''] = valuesOf({ PERDURE_LLM_KIND: 'openai', PERDURE_LLM_KEY: 'very-secret' });
  expect(told).toMatch(/cannot be used: .*PERDURE_LLM_MODEL is missing.* Set PERDURE_LLM_MODEL/);
  expect(told).not.toContain('very-secret');
});
