import type { TraceContext } from '@/lib/domain/history-event';

/** Where a span is: which trace, which span in it. Lowercase hexadecimal, 32 and 16 digits. */
export type SpanPlace = { readonly traceId: string; readonly spanId: string };

/** A W3C trace context, taken apart. */
export type ParsedTrace = SpanPlace & { readonly isSampled: boolean };

const TRACE_PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-|$)/;
const SAMPLED = 1;

/** Reads a `traceparent` (https://www.w3.org/TR/trace-context/#traceparent-header); undefined when it is none. */
export function parseTrace(trace: TraceContext | undefined): ParsedTrace | undefined {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(trace?.traceParent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED };
}

/** The context whose children are children of that span. */
export function traceOf({ traceId, spanId, isSampled }: ParsedTrace, traceState?: string): TraceContext {
  return { traceParent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`, spanId, traceState };
}
