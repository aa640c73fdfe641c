import { expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import type { AppError } from '@/lib/domain/app-error';
import { limitedLanguageModel } from './limited-language-model';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import { drawDescription, getLanguageModel } from '@/lib/services/draw-description';
import type { ServiceContext } from '@/lib/services/service-context';

const TO = { host: 'model.example', name: 'm' };

test('answers with the model and its faults, and says what it was made of', async () => {
  const { context } = setup();
  expect(await getLanguageModel(context)).toEqual({ place: TO });
  const drawn = await drawDescription(context, { text: 'Say hello.', to: TO });
  expect(drawn).toEqual({ model: { ...sampleModels['chain'], source: 'prose' }, faults: [] });
});

test('sends nothing without a language model, nor to another than was shown, nor what is no question', async () => {
  const { context, asked } = setup();
  const none = { caller: context.caller } as ServiceContext;
  expect(await getLanguageModel(none)).toEqual({});
  await expect(drawDescription(none, { text: 'x', to: TO })).rejects.toMatchObject({ code: 'precondition' });
  const elsewhere = { text: 'x', to: { ...TO, host: 'other.example' } };
  await expect(drawDescription(context, elsewhere)).rejects.toMatchObject({ code: 'conflict' });
  await expect(drawDescription(context, { text: ' ', to: TO })).rejects.toMatchObject({ code: 'invalid' });
  expect(asked).toEqual([]);
});

test('asks so often for one person and no more', async () => {
  const { context, asked } = setup();
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () => drawDescription(context, { text: 'Say hello.', to: TO })),
  );
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as AppError] : []));
  expect(refused.map(({ code }) => code)).toEqual(['limited', 'limited']);
  expect(refused[0]?.hint).toMatch(/^Try again in \d+ s\.$/);
  expect(asked).toHaveLength(6);
});

function setup() {
  const asked: unknown[] = [];
  const languageModel = limitedLanguageModel({
    place: TO,
    async ask(question) {
      asked.push(question);
      return JSON.stringify(sampleModels['chain']);
    },
  });
  // Safe: these use cases look at nothing else.
  const context = {
    caller: { actor: LOCAL_OPERATOR },
    languageModel: () => languageModel,
  } as unknown as ServiceContext;
  return { context, asked };
}
