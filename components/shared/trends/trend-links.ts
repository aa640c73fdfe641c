import type { Instant } from '@/lib/domain/instant';
import { executionsPage } from '../execution-search-params';

/** The workflow that figures are about; all of an app, or all, where a part is left out. */
export type TrendSubject = { readonly appId?: string | undefined; readonly name?: string | undefined };

/** A span of time that begins and ends with a minute. */
export type TimeSpan = { readonly from: Instant; readonly before: Instant };

/** Root of the ratio between the bounds of a slot: what a percentile may be too high by. */
const MOST_OFF = Math.sqrt(1.25);

/** The executions that were created within a span. */
export function startedPage(span: TimeSpan, subject: TrendSubject = {}): string {
  return executionsPage({ ...searchOf(subject), q: `created:${spanText(span)}` });
}

/** The executions that ended within a span. */
export function endedPage(span: TimeSpan, subject: TrendSubject = {}): string {
  return executionsPage({ ...searchOf(subject), q: `ended:${spanText(span)}` });
}

/** The executions that failed within a span. */
export function failedPage(span: TimeSpan, subject: TrendSubject = {}): string {
  return executionsPage({ ...searchOf(subject), status: ['failed'], q: `ended:${spanText(span)}` });
}

/** The executions that ended within a span and took as long as a percentile tells, or longer. */
export function slowPage(span: TimeSpan, percentile: number, subject: TrendSubject = {}): string {
  const least = Math.floor(percentile / MOST_OFF);
  return executionsPage({ ...searchOf(subject), q: `ended:${spanText(span)} duration:>=${least}ms` });
}

function searchOf({ appId, name }: TrendSubject) {
  return { app: appId === undefined ? [] : [appId], workflow: name === undefined ? [] : [name] };
}

function spanText({ from, before }: TimeSpan): string {
  return `${minuteOf(from)}..${minuteOf(before)}`;
}

function minuteOf(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}
