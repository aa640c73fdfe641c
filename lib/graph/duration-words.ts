const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of milliseconds in words: `840 ms`, `1.24 s`, `2 min 05 s`, `3 h 12 min`, `4 d 2 h`. */
export function durationWords(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 0.5) return '0 ms';
  if (Math.round(span) < SECOND) return `${Math.round(span)} ms`;
  if (span < MINUTE) return `${trimmed((span / SECOND).toFixed(2))} s`;
  if (span < HOUR) return joined({ span, unit: MINUTE, word: 'min' }, { unit: SECOND, word: 's', width: 2 });
  if (span < DAY) return joined({ span, unit: HOUR, word: 'h' }, { unit: MINUTE, word: 'min', width: 1 });
  return joined({ span, unit: DAY, word: 'd' }, { unit: HOUR, word: 'h', width: 1 });
}

type Large = { readonly span: number; readonly unit: number; readonly word: string };
type Small = { readonly unit: number; readonly word: string; readonly width: number };

function joined(large: Large, small: Small): string {
  const count = Math.floor(large.span / large.unit);
  const rest = Math.floor((large.span % large.unit) / small.unit);
  const head = `${count} ${large.word}`;
  return rest === 0 ? head : `${head} ${String(rest).padStart(small.width, '0')} ${small.word}`;
}

function trimmed(figure: string): string {
  return figure.endsWith('.00') ? figure.slice(0, -3) : figure;
}
