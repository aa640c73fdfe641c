import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent } from '@/lib/domain/history-event';

/** An event with less in it, and whether something of it that a reader sees was left out. */
export type CutEvent = { readonly event: HistoryEvent; readonly isCut: boolean };

/** Leaves of an event what lists and graphs need: no text of it is longer than `most`, and trace contexts are left out. */
export function cutEvent(event: HistoryEvent, most: number): CutEvent {
  const short: Record<string, unknown> = { ...event };
  delete short['trace'];
  let isCut = false;
  for (const [key, value] of Object.entries(short)) {
    const kept = cutValue(key, value, most);
    if (kept === value) continue;
    short[key] = kept;
    isCut = true;
  }
  return { event: short as unknown as HistoryEvent, isCut };
}

const TEXTS = new Set(['input', 'result', 'output', 'reason', 'description']);

function cutValue(key: string, value: unknown, most: number): unknown {
  if (typeof value === 'string') return TEXTS.has(key) ? cutText(value, most) : value;
  return key === 'failure' && value !== undefined ? cutFailure(value as Failure, most) : value;
}

/** The same failure when it is short as it is. */
function cutFailure(failure: Failure, most: number): Failure {
  const { message, stack, inner, ...rest } = failure;
  if (message.length <= most && (stack ?? '').length <= most && inner === undefined) return failure;
  return { ...rest, message: cutText(message, most) };
}

/** Never ends in half of a character. */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(most - 1));
  return text.slice(0, isHalf ? most - 1 : most);
}
