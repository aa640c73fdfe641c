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
  if (response.actions.some((action) => action.kind === 'version-not-available')) return versionMissing(instance);
  const recorded = instance.state.patches;
  const offered = response.version?.patches ?? [];
  const fits = recorded.every((patch, index) => offered[index] === patch);
  const isStalled = response.actions.some((action) => action.kind === 'complete' && action.status === 'stalled');
  if (isStalled && (fits || lacksVersion(instance, response))) return versionMissing(instance);
  if (fits) return undefined;
  const described = `recorded patches [${recorded.join(', ')}], the worker has [${offered.join(', ')}]`;
  return { reason: 'patch-mismatch', description: described };
}

/**
 * Two SDKs report a stall as a completion. Java does so for a missing version, with a version object that says nothing,
 * since no code ran; .NET for its patches, without any version object.
 */
function lacksVersion({ state }: LiveInstance, { version }: TurnResponse): boolean {
  if (version === undefined || state.versionName === undefined) return false;
  return version.patches.length === 0 && version.name !== state.versionName;
}

function versionMissing({ state, view }: LiveInstance): Stall {
  const version = state.versionName ?? '(default)';
  const name = view.started?.name ?? '';
  return {
    reason: 'version-not-available',
    description: `version ${version} of ${name} is not available on the worker`,
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
