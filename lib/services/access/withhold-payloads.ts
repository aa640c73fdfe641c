import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceDetail } from '@/lib/domain/instance';

/** An instance without its payloads. Why it failed stays: that is what people act on. */
export function withholdPayloads({ input, output, customStatus, ...instance }: InstanceDetail): InstanceDetail {
  const hasSome = [input, output, customStatus].some((payload) => payload !== undefined);
  return hasSome ? { ...instance, isWithheld: true } : instance;
}

const PAYLOADS = ['input', 'result', 'output'] as const;

/** An event without its payload, and whether it had one. */
export function withholdFromEvent(event: HistoryEvent): { readonly event: HistoryEvent; readonly isWithheld: boolean } {
  const short: Record<string, unknown> = { ...event };
  const isWithheld = PAYLOADS.some((key) => short[key] !== undefined);
  for (const key of PAYLOADS) delete short[key];
  // Safe: payloads are optional in every kind of event.
  return { event: short as unknown as HistoryEvent, isWithheld };
}
