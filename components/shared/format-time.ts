import type { Instant } from '@/lib/domain/instant';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "just now", "3 min ago", "5 h ago", "yesterday 14:02", "12 Nov 14:02"; "in 8 min" for what is to come. */
export function formatRelative(at: Instant, now: Instant): string {
  const past = now - at;
  if (past < -MINUTE) return formatAhead(-past, at, now);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY && isSameDay(at, now)) return `${Math.floor(past / HOUR)} h ago`;
  if (isSameDay(at, now - DAY)) return `yesterday ${clock.format(at)}`;
  return formatDayTime(at, now);
}

/** "12 Nov 14:02", with the year when it is another one. */
export function formatDayTime(at: Instant, now: Instant): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `${(isThisYear ? dayMonth : dayMonthYear).format(at)} ${clock.format(at)}`;
}

/** "14:02:11" on the same day as `now`, "22 Dec 14:02" on any other; for times that an exact second matters to. */
export function formatMoment(at: Instant, now: Instant): string {
  return isSameDay(at, now) ? formatClock(at) : formatDayTime(at, now);
}

/** "14:02:11" in local time. */
export function formatClock(at: Instant): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** The exact time three ways, for tooltips. */
export function exactTimes(at: Instant): { local: string; utc: string; iso: string } {
  const date = new Date(at);
  const options = { dateStyle: 'medium', timeStyle: 'long' } as const;
  return {
    local: date.toLocaleString('en-GB', options),
    utc: date.toLocaleString('en-GB', { ...options, timeZone: 'UTC' }),
    iso: date.toISOString(),
  };
}

function formatAhead(ahead: number, at: Instant, now: Instant): string {
  if (ahead < HOUR) return `in ${Math.floor(ahead / MINUTE)} min`;
  if (ahead < DAY) return `in ${Math.floor(ahead / HOUR)} h`;
  return formatDayTime(at, now);
}

function isSameDay(one: Instant, other: Instant): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
