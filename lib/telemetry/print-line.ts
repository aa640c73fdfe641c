const LEVEL_WORDS = new Map([
  [10, 'TRACE'],
  [20, 'DEBUG'],
  [30, 'INFO '],
  [40, 'WARN '],
  [50, 'ERROR'],
]);

/** What `createLog` has the logger write. */
type Line = {
  readonly level: number;
  readonly time: number;
  readonly pid: number;
  readonly name: string;
  readonly msg: string;
  /** What a person should do. */
  readonly hint?: string;
  /** An error, or whatever else was thrown. */
  readonly err?: unknown;
};

/** True for a line that `createLog` has written as JSON. */
export function isLogLine(text: string): boolean {
  if (!text.startsWith('{"level":')) return false;
  try {
    return typeof (JSON.parse(text) as Partial<Line>).msg === 'string';
  } catch {
    return false; // cut short: its process was killed
  }
}

/** Turns one JSON log line into a line for people: time, level, name, message, fields; what to do and a stack follow on lines of their own. */
export function printLine(json: string): string {
  const { level, time, name, msg, pid: _pid, hint, err, ...fields } = JSON.parse(json) as Line;
  const at = new Date(time).toISOString().slice(11, 23);
  const word = LEVEL_WORDS.get(level) ?? String(level);
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${short(value)}`);
  const advice = hint === undefined ? '' : `  → ${hint}\n`;
  return `${at} ${word} ${name}: ${msg}${rest.join('')}\n${advice}${stackOf(err)}`;
}

function short(value: unknown): string {
  return typeof value === 'string' && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
}

function stackOf(error: unknown): string {
  if (error === undefined) return '';
  const hasStack = typeof error === 'object' && error !== null && 'stack' in error && typeof error.stack === 'string';
  const text = hasStack ? String(error.stack) : JSON.stringify(error);
  return `  ${text.replaceAll('\n', '\n  ')}\n`;
}
