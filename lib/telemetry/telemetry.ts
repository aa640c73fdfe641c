import type { EventOf, TraceContext } from '@/lib/domain/history-event';
import type { Observe } from './observation';

/** Which W3C trace contexts the runtime writes down and hands on. */
export type TraceContexts = {
  /** What the history of a run that begins says of its trace; `started` has what the starter sent, or its parent's. */
  ofStart(started: EventOf<'execution-started'>): TraceContext | undefined;
  /** The same for the next generation of a run. */
  ofNextGeneration(previous: EventOf<'execution-started'>, executionId: string): TraceContext | undefined;
  /** What the worker of an activity continues. */
  ofActivity(
    started: EventOf<'execution-started'> | undefined,
    scheduled: EventOf<'task-scheduled'>,
  ): TraceContext | undefined;
};

/** What the runtime tells, and asks, about its own observation. */
export type Telemetry = { readonly observe: Observe; readonly traces: TraceContexts };

/** Without traces of its own the runtime hands on what the starter sent. */
export const UNTRACED: TraceContexts = {
  ofStart: ({ trace }) => trace,
  ofNextGeneration: ({ trace }) => trace,
  ofActivity: (_, { trace }) => trace,
};

/** Nobody listens. */
export const NO_TELEMETRY: Telemetry = { observe: () => undefined, traces: UNTRACED };
