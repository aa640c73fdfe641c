import type { HistoryEvent } from '@/lib/domain/history-event';
import type { Json } from '@/lib/domain/json';

/** What stands where something was taken out, as JSON. */
const REDACTED = 'redacted';
const REDACTED_TEXT = JSON.stringify(REDACTED);
const PAYLOADS = ['input', 'result', 'output'] as const;

/** All payloads, or places in them: names with dots between; lists on the way are gone through. */
export type Redaction = { readonly payloads: boolean; readonly paths: readonly string[] };

/** An event without what is to be taken out. Why something failed stays. */
export function redactEvent(event: HistoryEvent, redaction: Redaction): HistoryEvent {
  const short: Record<string, unknown> = { ...event };
  for (const key of PAYLOADS) if (typeof short[key] === 'string') short[key] = redactText(short[key], redaction);
  // Safe: a payload stays a text wherever there was one.
  return short as unknown as HistoryEvent;
}

/** The same for one payload. What is no JSON goes whole, since no place in it can be found. */
export function redactText(text: string, { payloads, paths }: Redaction): string {
  if (payloads) return REDACTED_TEXT;
  if (paths.length === 0) return text;
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return REDACTED_TEXT;
  }
  const redacted = paths.reduce((value, path) => withoutPlace(value, path.split('.')), json);
  return redacted === json ? text : JSON.stringify(redacted);
}

/** The same value when the place is not there. */
function withoutPlace(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return REDACTED;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutPlace(item, [name, ...rest]));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  const { [name]: found = null } = value as Readonly<Record<string, Json>>;
  const kept = withoutPlace(found, rest);
  return kept === found ? value : { ...value, [name]: kept };
}
