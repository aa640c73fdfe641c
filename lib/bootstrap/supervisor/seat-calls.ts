import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { seatAnswerSchema, type Seat, type SeatRequest, type SeatWish } from '../seat';

const PATIENCE_MS = 15_000;

export type SeatCalls = {
  /** Sends a wish and waits for its answer. Rejects with the runtime's own words, or with `unavailable`. */
  ask(wish: SeatWish): Promise<Seat>;
  /** Takes a message of the runtime; false: it is no answer to a wish. */
  take(message: unknown): boolean;
};

/** Wishes that are on their way to a runtime process, by number. `send` is false when there is no process to send to. */
export function createSeatCalls(send: (request: SeatRequest) => boolean): SeatCalls {
  const waiting = new Map<number, PromiseWithResolvers<Seat>>();
  let last = 0;
  return {
    async ask(wish) {
      const id = ++last;
      const call = Promise.withResolvers<Seat>();
      waiting.set(id, call);
      const patience = setTimeout(() => call.reject(silent(wish)), PATIENCE_MS);
      if (!send({ kind: 'seat', id, wish })) call.reject(silent(wish));
      return call.promise.finally(() => {
        clearTimeout(patience);
        waiting.delete(id);
      });
    },
    take(message) {
      const answer = seatAnswerSchema.safeParse(message);
      if (!answer.success) return false;
      const call = waiting.get(answer.data.id);
      if (answer.data.kind === 'seated') call?.resolve(answer.data.seat);
      else call?.reject(errorFrom(answer.data.error));
      return true;
    },
  };
}

/** Safe to take the code as it is: it came from an AppError of the same version. */
function errorFrom({ code, message, hint }: { code: string; message: string; hint?: string | undefined }): AppError {
  return new AppError(code as ErrorCode, message, { hint });
}

function silent({ appId }: SeatWish): AppError {
  return new AppError('unavailable', `The runtime does not answer, so app "${appId}" has no address.`, {
    hint: 'It may be starting again: try once more.',
  });
}
