import { questionOf, sourceOf, type Description } from '@/lib/composer/ask/question';
import { readAnswer } from '@/lib/composer/ask/read-answer';
import type { DiagramFault } from '@/lib/composer/model/fault';
import type { Model } from '@/lib/composer/model/model';
import { check } from '@/lib/composer/rules/check';
import { AppError } from '@/lib/domain/app-error';
import type { LanguageModelPlace } from '@/lib/language-model/language-model';
import type { ServiceContext } from './service-context';

export type DescriptionInput = Description & {
  /** Where the one who sends it was told that it goes. */
  readonly to: LanguageModelPlace;
  /** Ends the wait when nobody wants the answer any more. */
  readonly signal?: AbortSignal;
};

export type Described = { readonly model: Model; readonly faults: readonly DiagramFault[] };

/** Tells where descriptions go; no place when no language model is set up. */
export async function getLanguageModel({ languageModel }: ServiceContext): Promise<{ place?: LanguageModelPlace }> {
  const place = languageModel?.()?.place;
  return place === undefined ? {} : { place };
}

/**
 * Has the language model draw what is described. Throws `precondition` when none is set up, `conflict` when it is another than
 * the sender was shown, `limited` after too many, and what the question, the endpoint or the answer is refused for.
 */
export async function drawDescription(
  { languageModel: find, caller }: ServiceContext,
  { to, signal, ...description }: DescriptionInput,
): Promise<Described> {
  const languageModel = find?.();
  if (languageModel === undefined) {
    throw new AppError('precondition', 'No language model is set up.', {
      hint: 'Set PERDURE_LLM_KIND, PERDURE_LLM_MODEL and PERDURE_LLM_KEY, and start Perdure again (docs/composer.md).',
    });
  }
  const { host, name } = languageModel.place;
  if (to.host !== host || to.name !== name) {
    throw new AppError(
      'conflict',
      `Nothing was sent: it would go to ${host}, model ${name}, which is not what you were shown.`,
      {
        hint: 'Look at the request anew.',
      },
    );
  }
  const question = questionOf(description);
  await languageModel.admit(caller.actor.name);
  const model = readAnswer(await languageModel.ask(question, signal), sourceOf(description));
  return { model, faults: check(model) };
}
