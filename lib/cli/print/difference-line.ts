import type { StoreDifference } from '@/lib/bootstrap/store/verify-store-at';

/** A difference for people: the thing, what of it, what is stored and what it should be. */
export function differenceLine({ thing, what, stored, expected }: StoreDifference): string {
  return `${thing}: ${what} is ${valueText(stored)}, should be ${valueText(expected)}`;
}

function valueText(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
