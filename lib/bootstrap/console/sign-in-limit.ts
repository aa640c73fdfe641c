import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@/lib/domain/app-error';
import type { SignInLimit } from '@/lib/services/sign-in/sign-in-rules';

const FIVE_MINUTES = 300;

/** Tries of one name, and from one address, in five minutes. */
const PER_NAME = 10;
const PER_ADDRESS = 30;

/** A sign-in at a provider asks twice, there and back. */
const STEPS = 2;

/** Bounds how often passwords are tried. Each console counts for itself, and forgets when it ends. */
export function createSignInLimit(): SignInLimit {
  const names = new RateLimiterMemory({ points: PER_NAME, duration: FIVE_MINUTES });
  const addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: FIVE_MINUTES });
  return {
    async check({ name, address = 'unknown' }) {
      try {
        await addresses.consume(address);
        if (name !== undefined) await names.consume(name);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.ceil(refusal.msBeforeNext / 1000);
        throw new AppError('limited', 'Too many tries to sign in.', { hint: `Try again in ${seconds} s.` });
      }
    },
    async forget({ name, address = 'unknown' }) {
      if (name !== undefined) await names.delete(name);
      else await addresses.reward(address, STEPS);
    },
  };
}
