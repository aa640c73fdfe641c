'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { runtimeStateSchema, type RuntimeStateJson } from '@/lib/api/schemas';
import { whyEngineCannot, type EngineAction } from '@/lib/domain/engine-target';
import { queryKeys } from './query-keys';
import { useWhyNotRole } from './use-me';

const POLL_MS = 3000;

export type RuntimeView = {
  /** `unreachable`: the console's own server does not answer, so nothing can be known. */
  readonly state: 'unknown' | 'up' | 'down' | 'unreachable';
  readonly runtime: RuntimeStateJson | undefined;
  /** When the runtime was last heard of, or undefined before the first answer. */
  readonly answeredAt: number | undefined;
  /** Why actions cannot be sent, by this person or now; hand it to a button's `whyDisabled`. */
  readonly whyNoActions: string | undefined;
  /** The same for one action and one app: sidecars of a Dapr cluster differ in what they can do. */
  readonly whyNot: (action: EngineAction, appId: string) => string | undefined;
  readonly retry: () => void;
};

/** Whether the runtime answers. One poll for the whole page. */
export function useRuntimeState(): RuntimeView {
  const query = useQuery({
    queryKey: queryKeys.runtime,
    queryFn: ({ signal }) => fetchJson(runtimeStateSchema, '/api/v1/runtime', { signal }),
    refetchInterval: POLL_MS,
    retry: false,
  });
  const whyNotRole = useWhyNotRole('operator');
  const state = stateOf(query.isError, query.data);
  const whyNoActions = whyNotRole ?? WHY_NO_ACTIONS[state] ?? whyReadOnly(query.data);
  return {
    state,
    runtime: query.data,
    answeredAt: query.data === undefined ? undefined : query.dataUpdatedAt,
    whyNoActions,
    whyNot: (action, appId) => whyNoActions ?? whyTargetCannot(query.data, action, appId),
    retry: () => void query.refetch(),
  };
}

const WHY_NO_ACTIONS: Record<RuntimeView['state'], string | undefined> = {
  unknown: undefined,
  up: undefined,
  down: 'The runtime does not answer, so nothing can be sent.',
  unreachable: 'The console server does not answer, so nothing can be sent.',
};

function whyReadOnly(runtime: RuntimeStateJson | undefined): string | undefined {
  return runtime?.targets?.length === 0
    ? 'Read only: no sidecar is known. Add one under Settings, or start perdure attach with --sidecar.'
    : undefined;
}

function whyTargetCannot(runtime: RuntimeStateJson | undefined, action: EngineAction, appId: string) {
  if (runtime?.targets === undefined) return undefined;
  const target = runtime.targets.find((one) => one.appId === appId);
  return whyEngineCannot(action, appId, target);
}

function stateOf(failed: boolean, runtime: RuntimeStateJson | undefined): RuntimeView['state'] {
  if (failed) return 'unreachable';
  return runtime?.state ?? 'unknown';
}
