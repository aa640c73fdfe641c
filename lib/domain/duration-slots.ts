/**
 * Durations are counted in slots whose bounds grow by a quarter: slot 0 holds less than a millisecond, slot n from 1.25ⁿ⁻¹
 * up to 1.25ⁿ ms. The last slot, some 100,000 years long, holds whatever is longer.
 */
const RATIO = 1.25;
const LAST_SLOT = 160;

/** A slot, and how many durations are in it. */
export type SlotCount = { readonly slot: number; readonly count: number };

/** The slot of a duration in milliseconds; a clock that was set back makes it nothing. */
export function slotOf(duration: number): number {
  if (!(duration >= 1)) return 0;
  return Math.min(LAST_SLOT, 1 + Math.floor(Math.log(duration) / Math.log(RATIO)));
}

/**
 * The duration that a share of all does not exceed (0.95: p95, by nearest rank), in milliseconds; undefined without any. The
 * middle of a slot stands for what is in it: off by 11.9 % at most, and by less than a millisecond below one.
 */
export function percentileOf(slots: readonly SlotCount[], share: number): number | undefined {
  const filled = slots.filter(({ count }) => count > 0).toSorted((one, other) => one.slot - other.slot);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  const rank = Math.max(1, Math.ceil(share * total));
  let passed = 0;
  for (const { slot, count } of filled) {
    passed += count;
    if (passed >= rank) return middleOf(slot);
  }
  return undefined;
}

function middleOf(slot: number): number {
  return slot === 0 ? 0.5 : RATIO ** (slot - 0.5);
}
