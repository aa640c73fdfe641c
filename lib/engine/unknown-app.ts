import type { Failure } from '@/lib/domain/failure';
import type { EventOf } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import { isTerminating, type LiveInstance } from './live-instance';
import { targetAppOf } from './target-app';

/** Which apps nobody declared, and how long their work waits for them, in milliseconds. */
export type UnknownAppRule = { readonly isUnknown: (appId: string) => boolean; readonly patience: number };

/** An open activity for an app that nobody declared. */
export type HopelessTask = {
  readonly event: EventOf<'task-scheduled'>;
  readonly appId: string;
  /** From when on it is given up; whole milliseconds. */
  readonly until: Instant;
};

/** Activities that other, unknown apps are to run. Those for the instance's own app wait with the instance itself. */
export function hopelessTasks(instance: LiveInstance, rule: UnknownAppRule): readonly HopelessTask[] {
  if (instance.state.completed !== undefined || isTerminating(instance)) return [];
  const found: HopelessTask[] = [];
  for (const event of instance.view.tasks.values()) {
    const appId = targetAppOf(event.router, instance.ref.appId);
    if (appId === instance.ref.appId || !rule.isUnknown(appId)) continue;
    found.push({ event, appId, until: Math.floor(event.at) + rule.patience });
  }
  return found;
}

/**
 * From when on an instance is given up that another app's workflow started under an unknown app and that no worker has
 * seen; undefined for any other. One that a client started waits for ever: its app was declared then.
 */
export function strandedUntil(instance: LiveInstance, rule: UnknownAppRule): Instant | undefined {
  const { ref, state, view, generation } = instance;
  const { started } = view;
  if (started === undefined || state.started !== undefined || generation > 1) return undefined;
  if (view.suspended || isTerminating(instance)) return undefined;
  const cameFrom = started.router?.sourceAppId ?? ref.appId;
  if (cameFrom === ref.appId || !rule.isUnknown(ref.appId)) return undefined;
  return Math.floor(Math.max(started.at, started.scheduledStartAt ?? 0)) + rule.patience;
}

/** When something of an instance is to be given up next; undefined when nothing waits for an unknown app. */
export function giveUpAt(instance: LiveInstance, rule: UnknownAppRule): Instant | undefined {
  const tasks = hopelessTasks(instance, rule).map((task) => task.until);
  const next = Math.min(strandedUntil(instance, rule) ?? Infinity, ...tasks);
  return next < Infinity ? next : undefined;
}

/** What whoever asked an unknown app for `what` is told. */
export function appNotFound(appId: string, what: string): Failure {
  const message = `no app with App ID '${appId}' is declared, so ${what} cannot run; ${HOW_TO_DECLARE}`;
  return { type: 'AppNotFound', message, nonRetriable: true };
}

/** What to do about an App ID that nobody declared. */
export const HOW_TO_DECLARE =
  'declare it under "apps" in the perdure.config file, or in PERDURE_APPS, and start Perdure again';
