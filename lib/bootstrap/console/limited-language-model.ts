import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@/lib/domain/app-error';
import type { LanguageModel } from '@/lib/language-model/language-model';
import type { LimitedLanguageModel } from '@/lib/services/service-context';

/** Requests of one person in a minute, and of all in an hour: they cost money. */
const PER_PERSON = { points: 6, duration: 60 };
const OF_ALL = { points: 120, duration: 3600 };

/** A language model that people may ask so often and no more. Each console counts for itself, and forgets when it ends. */
export function limitedLanguageModel(model: LanguageModel): LimitedLanguageModel {
  const people = new RateLimiterMemory(PER_PERSON);
  const all = new RateLimiterMemory(OF_ALL);
  return {
    ...model,
    async admit(name) {
      try {
        await people.consume(name);
        await all.consume('all');
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.ceil(refusal.msBeforeNext / 1000);
        throw new AppError('limited', 'The language model was asked too often; nothing was sent.', {
          hint: `Try again in ${seconds} s.`,
        });
      }
    },
  };
}
