import { AppError } from '@/lib/domain/app-error';
import type { ListPosition } from './state-reader';

/** Where a list by time goes on: after the row with this time, in whole microseconds, and key. */
export type TimePosition = { readonly time: string; readonly key: string };

export function toPosition({ time, key }: TimePosition): ListPosition {
  return `${time} ${key}`;
}

/** Partner of `toPosition`. Throws `invalid` for what is none. */
export function fromPosition(position: ListPosition): TimePosition {
  const found = /^(\d+) (.*)$/s.exec(position);
  if (found === null) throw new AppError('invalid', `'${position}' is not a position in a list by time.`);
  return { time: found[1] ?? '', key: found[2] ?? '' };
}

/** The position that lies so many milliseconds earlier, before every key of that time. */
export function positionBefore(position: ListPosition, milliseconds: number): ListPosition {
  const { time } = fromPosition(position);
  return toPosition({ time: String(Math.max(0, Number(time) - milliseconds * 1000)), key: '' });
}
