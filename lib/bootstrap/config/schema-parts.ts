import { z } from 'zod';
import { nearestOf } from './nearest-of';
import { durationMs } from './quantity';

// The message of each part says what is allowed there; `configRefusal` makes a sentence of it.

const DURATION = 'a number of milliseconds, or a text like 500ms, 30s, 5m, 2h or 7d';

export const text = z.string('a text').min(1, 'a text that is not empty');
export const flag = z.boolean('true or false');
export const duration = z
  .custom<number | string>((value) => durationMs(value) !== undefined, DURATION)
  .transform((value) => durationMs(value) ?? 0);
export const positiveDuration = duration.refine((ms) => ms > 0, `${DURATION}, above zero`);

/** An object that takes no key but these. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) => (code === 'unrecognized_keys' ? meant(keys, Object.keys(shape)) : 'an object'),
  });
}

function meant([key = '']: readonly string[] = [], known: readonly string[]): string {
  const nearest = nearestOf(key, known);
  return nearest === undefined ? `Known keys: ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
}
