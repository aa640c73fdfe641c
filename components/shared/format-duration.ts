const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `840 ms`, `1.24 s`, `2 min 05 s`, `3 h 12 min`, `4 d 2 h`. Cuts, never rounds up; below zero counts as zero. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.floor(milliseconds));
  if (ms < SECOND) return `${ms} ms`;
  if (ms < MINUTE) return `${(Math.floor(ms / 10) / 100).toFixed(2)} s`;
  return formatLong(ms);
}

/** The same for something that still runs: whole seconds only, so that it ticks evenly. */
export function formatTicking(milliseconds: number): string {
  const ms = Math.max(0, Math.floor(milliseconds));
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  return formatLong(ms);
}

function formatLong(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${pad(Math.floor((ms % MINUTE) / SECOND))} s`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${pad(Math.floor((ms % HOUR) / MINUTE))} min`;
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
