import { durationWords } from '@/lib/domain/duration-words';

/** What became of something that was asked for. */
export type Outcome = {
  /** From the request until it was seen to be done, in milliseconds. */
  readonly tookMs: number;
  /** False when it was asked for and not seen to be done yet. */
  readonly isDone: boolean;
};

/** "Suspended order-1 in 412 ms." */
export function doneWords(done: string, { tookMs }: Pick<Outcome, 'tookMs'>): string {
  return `${done} in ${durationWords(tookMs)}.`;
}

/** "Asked to pause order-1; after 10 s it is not done yet." */
export function askedWords(asked: string, { tookMs }: Pick<Outcome, 'tookMs'>): string {
  return `Asked to ${asked}; after ${durationWords(tookMs)} it is not done yet.`;
}
