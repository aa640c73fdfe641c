import type { EventOf, HistoryEvent, StallReason } from '@/lib/domain/history-event';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import { changeOf, type Change } from './change';
import { fold } from './history-state';
import type { LiveInstance } from './live-instance';
import type { TurnResponse } from './turn';

/** Why a turn cannot be taken by this worker, though another worker may take it. */
export type Stall = { readonly reason: StallReason; readonly description: string };

/** Finds a stall in a worker's answer (B59, B60): a missing version, or patches that do not extend the recorded ones. */
export function findStall(instance: LiveInstance, response: TurnResponse): Stall | undefined {
  const name = instance.view.started?.name ?? '';
  const missing = response.actions.some(
    (action) => action.kind === 'version-not-available' || (action.kind === 'complete' && action.status === 'stalled'),
  );
  const recorded = instance.state.patches;
  const offered = response.version?.patches ?? [];
  if (!recorded.every((patch, index) => offered[index] === patch)) {
    const described = `recorded patches [${recorded.join(', ')}], the worker has [${offered.join(', ')}]`;
    return { reason: 'patch-mismatch', description: described };
  }
  if (!missing) return undefined;
  const version = instance.state.versionName;
  return {
    reason: 'version-not-available',
    description: `version ${version ?? '(default)'} of ${name} is not available on the worker`,
  };
}

/** Records a stall: the turn's events stay in the inbox, one event per distinct description, however often tried. */
export function stall(instance: LiveInstance, { reason, description }: Stall, now: Instant): Change | undefined {
  if (currentStalls(instance).some((event) => event.description === description)) return undefined;
  const event: HistoryEvent = {
    kind: 'execution-stalled',
    eventId: -1,
    at: instantAfter(instance.state.lastAt, now),
    reason,
    description,
  };
  const state = fold(instance.state, [event]);
  const next: LiveInstance = {
    ...instance,
    history: instance.history.append([event]),
    state,
    view: fold(
      state,
      instance.inbox.map((entry) => entry.event),
    ),
    lastError: description,
  };
  return changeOf(next, { append: [event] });
}

/** The stalls recorded since anything else happened. */
function currentStalls({ history }: LiveInstance): readonly EventOf<'execution-stalled'>[] {
  const stalls: EventOf<'execution-stalled'>[] = [];
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const event = history.at(index);
    if (event?.kind !== 'execution-stalled') break;
    stalls.push(event);
  }
  return stalls;
}
