import type { EventOf } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import type { EndedStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';

/** One generation of an instance, as its history tells of it. */
export type RunFacts = {
  readonly ref: InstanceRef;
  readonly started: EventOf<'execution-started'>;
  readonly generation: number;
  /** When the first generation of the instance was created. */
  readonly createdAt: Instant;
};

/**
 * What the runtime says of itself, in its own words: what became durable, what went to workers and came back. Whoever
 * listens makes metrics or spans of it. `appId` of an activity is the app that runs it. Times in milliseconds.
 */
export type Observation =
  | { readonly kind: 'workflow-started'; readonly ref: InstanceRef; readonly name: string }
  | {
      readonly kind: 'workflow-ended';
      readonly run: RunFacts;
      readonly completed: EventOf<'execution-completed'>;
      readonly status: EndedStatus;
    }
  | { readonly kind: 'workflow-continued'; readonly run: RunFacts; readonly at: Instant }
  | {
      readonly kind: 'activity-ended';
      readonly run: RunFacts;
      readonly appId: string;
      readonly scheduled: EventOf<'task-scheduled'>;
      /** 1 for the first try. */
      readonly attempt: number;
      readonly ended: ActivityEnd;
    }
  | {
      readonly kind: 'activity-retried';
      readonly appId: string;
      readonly name: string;
      /** Whose policy asked for it: the app's own code, or the runtime's configuration. */
      readonly by: 'workflow' | 'runtime';
    }
  | {
      readonly kind: 'timer-ended';
      readonly run: RunFacts;
      readonly created: EventOf<'timer-created'>;
      /** `event`: what the timer was a deadline for came first. `canceled`: the run ended first. */
      readonly how: 'fired' | 'event' | 'canceled';
      readonly at: Instant;
    }
  | { readonly kind: 'stalled' | 'stall-over'; readonly appId: string }
  | { readonly kind: 'turn-handed-out'; readonly appId: string; readonly name: string; readonly waited: number }
  | {
      readonly kind: 'turn-answered';
      readonly appId: string;
      readonly name: string;
      readonly took: number;
      readonly outcome: 'applied' | 'stalled' | 'refused' | 'stale';
    }
  | { readonly kind: 'activity-handed-out'; readonly appId: string; readonly name: string; readonly waited: number }
  | { readonly kind: 'activity-answered'; readonly appId: string; readonly name: string; readonly took: number }
  | {
      readonly kind: 'answer-ignored';
      readonly appId: string;
      readonly item: 'turn' | 'activity';
      /** `stale`: for an earlier try or run. `late`: nobody waits for it (any more), duplicates among them. */
      readonly reason: 'stale' | 'late';
    }
  | { readonly kind: 'stream-opened' | 'stream-closed' | 'stream-given-up'; readonly appId: string }
  | { readonly kind: 'committed'; readonly changeSets: number; readonly took: number }
  | { readonly kind: 'commit-failed' }
  | { readonly kind: 'expired'; readonly appId: string };

/** `canceled`: the run ended, or started over, before a result came. */
export type ActivityEnd =
  EventOf<'task-completed'> | EventOf<'task-failed'> | { readonly kind: 'canceled'; readonly at: Instant };

/** The observation of one kind. */
export type ObservationOf<K extends Observation['kind']> = Extract<Observation, { readonly kind: K }>;

/** Called for each observation, at once and on the runtime's own time: it must be quick and must not throw. */
export type Observe = (observation: Observation) => void;
