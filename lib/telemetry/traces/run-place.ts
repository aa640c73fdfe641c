import { createHash } from 'node:crypto';
import type { EventOf } from '@/lib/domain/history-event';
import { parseTrace, type SpanPlace } from './trace-parent';

/**
 * Where the span of a run is, and all spans below it.
 *
 * 1. Every span id follows from the execution id alone, so a runtime that is started again goes on with the same spans.
 * 2. The trace is the one that history names. A run that begins a trace names itself: its context has its own span id.
 * 3. The next generation of a run begins a trace and names, in its trace state, the span it follows.
 */
export type RunPlace = SpanPlace & {
  /** Undefined: nobody has decided. */
  readonly isSampled: boolean | undefined;
  readonly parent: SpanPlace | undefined;
  readonly follows: SpanPlace | undefined;
  /** What the starter sent beside, to be handed on. */
  readonly traceState: string | undefined;
};

/** Key of our own member of a trace state (https://www.w3.org/TR/trace-context/#tracestate-header). */
const MEMBER = 'perdure=';

export function placeOfRun({ executionId = '', trace }: EventOf<'execution-started'>): RunPlace {
  const named = parseTrace(trace);
  const spanId = runSpanId(executionId);
  const { follows, traceState } = readState(trace?.traceState);
  return {
    traceId: named?.traceId ?? traceIdFor(executionId),
    spanId,
    isSampled: named?.isSampled,
    parent: named === undefined || named.spanId === spanId ? undefined : named,
    follows,
    traceState,
  };
}

/** The trace of a run that has none to join. */
export function traceIdFor(executionId: string): string {
  return digest(`trace ${executionId}`, 32);
}

export function runSpanId(executionId: string): string {
  return digest(`run ${executionId}`, 16);
}

/** The span of something that a run asked for by an action: an activity or a timer. */
export function actionSpanId(executionId: string, eventId: number): string {
  return digest(`action ${eventId} ${executionId}`, 16);
}

/** The trace state of a run that follows another. */
export function followingState({ traceId, spanId }: SpanPlace): string {
  return `${MEMBER}${traceId}-${spanId}`;
}

function readState(state: string | undefined): Pick<RunPlace, 'follows' | 'traceState'> {
  const members = (state ?? '').split(',').filter((member) => member.trim() !== '');
  const own = members.find((member) => member.trim().startsWith(MEMBER));
  const others = members.filter((member) => member !== own);
  const follows =
    own === undefined ? undefined : parseTrace({ traceParent: `00-${own.trim().slice(MEMBER.length)}-01` });
  return { follows, traceState: others.length === 0 ? undefined : others.join(',') };
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
