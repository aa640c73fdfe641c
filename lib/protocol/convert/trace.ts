import type { TraceContext } from '@/lib/domain/history-event';
import type { TraceContext as WireTraceContext } from '../generated/workflow';

export function traceToWire(trace: TraceContext): WireTraceContext {
  return { traceParent: trace.traceParent, spanID: trace.spanId ?? '', traceState: trace.traceState };
}

/** The span id is part of `traceParent`; an empty one is an absent one. */
export function traceFromWire(trace: WireTraceContext): TraceContext {
  return { traceParent: trace.traceParent, spanId: trace.spanID || undefined, traceState: trace.traceState };
}
