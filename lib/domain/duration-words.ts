const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A span of milliseconds in words: `840 ms`, `1.24 s`, `2 min 05 s`, `3 h 12 min`, `4 d 2 h`. Cuts, never rounds up;
 * what would be a rest of zero is left out (`2 s`, `2 min`); below zero counts as zero.
 */
export function durationWords(milliseconds: number): string {
  const ms = Math.max(0, Math.floor(milliseconds));
  if (ms < SECOND) return `${ms} ms`;
  if (ms < MINUTE) return `${seconds(ms)} s`;
  if (ms < HOUR) return joined(`${count(ms, MINUTE)} min`, { rest: count(ms % MINUTE, SECOND), word: 's', width: 2 });
  if (ms < DAY) return joined(`${count(ms, HOUR)} h`, { rest: count(ms % HOUR, MINUTE), word: 'min', width: 1 });
  return joined(`${count(ms, DAY)} d`, { rest: count(ms % DAY, HOUR), word: 'h', width: 1 });
}

/** The same for a span beside a clock that ticks: whole seconds only, `0 s` for less than one. */
export function tickingWords(milliseconds: number): string {
  const whole = count(Math.max(0, milliseconds), SECOND);
  return whole === 0 ? '0 s' : durationWords(whole * SECOND);
}

function seconds(ms: number): string {
  return ms % SECOND === 0 ? String(ms / SECOND) : (Math.floor(ms / 10) / 100).toFixed(2);
}

function joined(head: string, { rest, word, width }: { rest: number; word: string; width: number }): string {
  return rest === 0 ? head : `${head} ${String(rest).padStart(width, '0')} ${word}`;
}

function count(ms: number, unit: number): number {
  return Math.floor(ms / unit);
}
