import { AppError } from '@/lib/domain/app-error';
import { seatRequestSchema, type SeatAnswer } from '../seat';
import type { RuntimeProcess } from './start-runtime-process';

/** Answers the process that started this one, over its channel; a message that is no wish is left alone. */
export async function answerWish(message: unknown, runtime: Pick<RuntimeProcess, 'seat'>): Promise<void> {
  const request = seatRequestSchema.safeParse(message);
  if (!request.success) return;
  const { id, wish } = request.data;
  const answer = await runtime.seat(wish).then(
    (seat): SeatAnswer => ({ kind: 'seated', id, seat }),
    (error: unknown): SeatAnswer => ({ kind: 'not-seated', id, error: wordsOf(error) }),
  );
  process.send?.(answer);
}

function wordsOf(error: unknown): { code: string; message: string; hint?: string } {
  if (!(error instanceof AppError)) return { code: 'internal', message: String(error) };
  const { code, message, hint } = error;
  return { code, message, ...(hint !== undefined && { hint }) };
}
