import { durationWords } from '@/lib/domain/duration-words';
import type { Instant } from '@/lib/domain/instant';
import type { TrendPointJson, TrendsJson } from '@/lib/api/trends';
import { formatCount } from '../format-number';
import { formatDayTime } from '../format-time';
import type { TimeSpan } from './trend-links';

const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** How many ended, however. */
export function endedOf({ completed, failed, terminated }: TrendsJson['earlier']): number {
  return completed + failed + terminated;
}

/** The step that a point tells of. */
export function spanOf({ at }: TrendPointJson, { step }: Pick<TrendsJson, 'step'>): TimeSpan {
  return { from: at, before: at + step };
}

/** "29 Nov 14:15 to 14:30". */
export function spanWords({ from, before }: TimeSpan): string {
  const isOneDay = new Date(from).toDateString() === new Date(before).toDateString();
  return `${formatDayTime(from, before)} to ${isOneDay ? clock.format(before) : formatDayTime(before, before)}`;
}

/** What an axis says below a point: the time of day, or the day where the axis covers several. */
export function axisWords(at: Instant, { from, before }: TimeSpan): string {
  return before - from > DAY ? dayMonth.format(at) : clock.format(at);
}

/** "12 ended: 10 completed, 2 failed". */
export function endedWords(counts: TrendsJson['earlier']): string {
  const parts = [
    ...(counts.completed > 0 ? [`${formatCount(counts.completed)} completed`] : []),
    ...(counts.failed > 0 ? [`${formatCount(counts.failed)} failed`] : []),
    ...(counts.terminated > 0 ? [`${formatCount(counts.terminated)} terminated`] : []),
  ];
  const ended = `${formatCount(endedOf(counts))} ended`;
  return parts.length === 0 ? ended : `${ended}: ${parts.join(', ')}`;
}

/** "about 1.24 s", since a percentile is off by up to 12 %; a dash when nothing ended. */
export function percentileWords(percentile: number | undefined): string {
  if (percentile === undefined) return '–';
  return percentile < 1 ? '< 1 ms' : durationWords(rounded(percentile));
}

/** Two digits; the others would mean nothing. */
function rounded(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}
