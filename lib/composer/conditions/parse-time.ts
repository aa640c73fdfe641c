import type { ModelTimer } from '../model/trigger';
import { fieldPath } from '../names/field-path';
import type { Time } from '../plan/statement';

const duration =
  /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const seconds = [31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1];
const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Seconds of an ISO 8601 duration, a year of 365 days and a month of 30; undefined when the text is none. */
function secondsOf(text: string): number | undefined {
  const found = duration.exec(text);
  if (found === null || /[PT]$/.test(text)) return undefined;
  return seconds.reduce((sum, size, at) => sum + size * Number(found[at + 1] ?? 0), 0);
}

/** The time of a timer as drawn; undefined when it is neither ISO 8601 nor one field of the data. */
export function parseTime({ kind, text }: ModelTimer): Time | undefined {
  const bare = text
    .trim()
    .replace(/^(?:=\s*|[$#]\{\s*)/, '')
    .replace(/\s*\}$/, '')
    .replace(/^"(.*)"$/, '$1');
  const period = kind === 'cycle' ? bare.replace(/^R\d*\//, '') : bare;
  const after = secondsOf(period);
  if (after !== undefined) return { kind: 'after', seconds: after, text: period };
  if (instant.test(bare) && !Number.isNaN(Date.parse(bare))) return { kind: 'at', instant: zoned(bare) };
  if (!/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(bare)) return undefined;
  const path = fieldPath(bare.split('.'));
  return path && { kind: kind === 'date' ? 'at-field' : 'after-field', path };
}

/** What names no zone is UTC. */
function zoned(text: string): string {
  const dated = text.includes('T') ? text : `${text}T00:00:00`;
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(dated) ? dated : `${dated}Z`).toISOString();
}
