const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Durations that a line of the grid may stand for; each some four to ten times the one before. */
const MARKS = [
  ...[1, 10, 100, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR],
  ...[DAY, 7 * DAY, 30 * DAY, 365 * DAY, 3650 * DAY],
] as const;

/** A logarithmic scale from the mark below the shortest to the mark above the longest. */
export type DurationScale = {
  readonly marks: readonly number[];
  /** Where a duration lies: 0 at the first mark, 1 at the last. */
  place(duration: number): number;
};

/** The scale on which these durations are drawn; undefined for none. */
export function durationScale(durations: readonly number[]): DurationScale | undefined {
  if (durations.length === 0) return undefined;
  const [least, most] = [Math.min(...durations), Math.max(...durations)];
  const first = Math.max(
    0,
    MARKS.findLastIndex((mark) => mark <= least),
  );
  const above = MARKS.findIndex((mark, index) => index > first && mark >= most);
  const marks = MARKS.slice(first, above === -1 ? undefined : above + 1);
  const [low, high] = [Math.log(marks[0] ?? 1), Math.log(marks.at(-1) ?? 10)];
  return { marks, place: (duration) => clamp((Math.log(Math.max(duration, 1e-3)) - low) / (high - low)) };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
