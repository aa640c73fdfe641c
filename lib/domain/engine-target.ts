import type { InstanceAction } from './allowed-actions';

/** What an engine can be asked to do. */
export type EngineAction = InstanceAction | 'start' | 'retry-now' | 'import';

/** The sidecar of an app of a Dapr cluster, as it was last heard of. */
export type EngineTarget = {
  readonly appId: string;
  /** Dapr's version, as the sidecar tells it. */
  readonly version?: string | undefined;
  /** Why it does not answer. */
  readonly trouble?: string | undefined;
};

const WORDS: Partial<Record<EngineAction, string>> = { rerun: 'Rerun', 'retry-now': 'Retry now', import: 'Import' };

/** Dapr versions from which on an action is there; those that stand nowhere are in every version with workflows. */
const SINCE: Partial<Record<EngineAction, readonly [major: number, minor: number]>> = { rerun: [1, 16] };

/** What only Perdure's own runtime does. */
const NEVER: readonly EngineAction[] = ['retry-now', 'import'];

/** Why an action cannot be sent to an app of a cluster; undefined when it can. `target`: undefined when no sidecar is known. */
export function whyEngineCannot(
  action: EngineAction,
  appId: string,
  target: EngineTarget | undefined,
): string | undefined {
  if (NEVER.includes(action)) return `${WORDS[action]} is Perdure's own; Dapr cannot do it.`;
  if (target === undefined) {
    return `Read only: no sidecar of "${appId}" is known. Add it under Settings, or start perdure attach with --sidecar ${appId}=<gRPC port>.`;
  }
  if (target.trouble !== undefined) return `The sidecar of "${appId}" does not answer: ${target.trouble}`;
  const since = SINCE[action];
  if (since === undefined || isAtLeast(target.version, since)) return undefined;
  return `${WORDS[action]} takes Dapr ${since.join('.')} or newer; the sidecar of "${appId}" is ${target.version}.`;
}

/** A version that is no number (a build of its own) counts as new. */
function isAtLeast(version: string | undefined, [major, minor]: readonly [number, number]): boolean {
  const [, one, two] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (one === undefined || two === undefined) return true;
  return Number(one) > major || (Number(one) === major && Number(two) >= minor);
}
