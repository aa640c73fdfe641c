import { AppError } from '@/lib/domain/app-error';
import { askAnthropic } from './ask-anthropic';
import { askOpenAi } from './ask-openai';
import type { Answer, Asking, LanguageModel, LanguageModelSettings, Question } from './language-model';
import { troubleOf } from './trouble';

/** Tokens of the longest answer: a model of some hundred elements. */
const MOST_TOKENS = 16_000;
const PATIENCE_MS = 120_000;

const ASK: Readonly<Record<LanguageModelSettings['kind'], (question: Question, asking: Asking) => Promise<Answer>>> = {
  anthropic: askAnthropic,
  openai: askOpenAi,
};

/** A language model that is asked once per question, and waited for as long as `patienceMs` and no longer. */
export function createLanguageModel(settings: LanguageModelSettings, patienceMs = PATIENCE_MS): LanguageModel {
  const place = { host: new URL(settings.url).host, name: settings.model };
  return {
    place,
    async ask(question, leave) {
      const patience = AbortSignal.timeout(patienceMs);
      const signal = leave === undefined ? patience : AbortSignal.any([patience, leave]);
      const answer = await ASK[settings.kind](question, { settings, mostTokens: MOST_TOKENS, signal }).catch(
        (error: unknown) => {
          if (patience.aborted) throw tooLate(place.host, patienceMs);
          throw troubleOf(error, place);
        },
      );
      return wholeText(answer, place.host);
    },
  };
}

function tooLate(host: string, patienceMs: number): AppError {
  return new AppError('timeout', `${host} gave no whole answer within ${patienceMs / 1000} s.`, {
    hint: 'Describe a smaller process, or try a faster model (PERDURE_LLM_MODEL).',
  });
}

function wholeText({ text, end }: Answer, host: string): string {
  if (end === 'declined') {
    throw new AppError('invalid', `The language model at ${host} declined to answer.`, {
      hint: 'Say more plainly what the process does, or draw it in BPMN or Mermaid.',
    });
  }
  if (end === 'cut') {
    throw new AppError('invalid', `The answer of ${host} was cut at its largest length; half a model is none.`, {
      hint: 'Describe a smaller process, or one part of it at a time.',
    });
  }
  if (text.trim() !== '') return text;
  throw new AppError('unavailable', `The language model at ${host} answered nothing.`, { hint: 'Try again.' });
}
