import type { EventOf, TraceContext } from '@/lib/domain/history-event';
import type { TraceContexts } from '../telemetry';
import { actionSpanId, followingState, placeOfRun, runSpanId, traceIdFor } from './run-place';
import { parseTrace, traceOf } from './trace-parent';

/**
 * Contexts that make one tree of an execution and all it starts. `isSampled` decides for a trace that begins here.
 */
export function createTraceContexts(isSampled: (traceId: string) => boolean): TraceContexts {
  const beginning = (executionId: string, sampled?: boolean, state?: string): TraceContext => {
    const traceId = traceIdFor(executionId);
    return traceOf({ traceId, spanId: runSpanId(executionId), isSampled: sampled ?? isSampled(traceId) }, state);
  };
  return {
    ofStart(started) {
      const { parent, trace, executionId = '' } = started;
      if (parent?.executionId !== undefined) return belowParent(started, parent.executionId, isSampled);
      return parseTrace(trace) === undefined ? beginning(executionId) : trace;
    },
    ofNextGeneration(previous, executionId) {
      const place = placeOfRun(previous);
      // A trace that nobody wanted is not wanted in the next generation either.
      return beginning(executionId, place.isSampled === false ? false : undefined, followingState(place));
    },
    ofActivity(started, scheduled) {
      if (started?.executionId === undefined) return scheduled.trace;
      const { traceId, isSampled: sampled = isSampled(traceId), traceState } = placeOfRun(started);
      const spanId = actionSpanId(started.executionId, scheduled.eventId);
      return traceOf({ traceId, spanId, isSampled: sampled }, traceState);
    },
  };
}

/** A child's parent is the span of the run that called it; the event brings the context which that run began with. */
function belowParent(
  started: EventOf<'execution-started'>,
  parentExecutionId: string,
  isSampled: (traceId: string) => boolean,
): TraceContext {
  const caller = placeOfRun({ ...started, executionId: parentExecutionId });
  const { traceId, spanId, isSampled: sampled = isSampled(traceId), traceState } = caller;
  return traceOf({ traceId, spanId, isSampled: sampled }, traceState);
}
