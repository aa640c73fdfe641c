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
  /** An error, or whatever else was thrown. */
  readonly err?: unknown;
};

/** Turns one JSON log line into a line for people: time, level, name, message, fields; a stack follows on its own lines. */
export function printLine(json: string): string {
  const { level, time, name, msg, pid: _pid, err, ...fields } = JSON.parse(json) as Line;
  const at = new Date(time).toISOString().slice(11, 23);
  const word = LEVEL_WORDS.get(level) ?? String(level);
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${short(value)}`);
  return `${at} ${word} ${name}: ${msg}${rest.join('')}\n${stackOf(err)}`;
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
