import { AppError } from '@/lib/domain/app-error';
import type { EngineTarget } from '@/lib/domain/engine-target';
import type { Instant } from '@/lib/domain/instant';
import type { Control } from './control';

const KEPT_MS = 5_000;

export type EngineTargets = {
  /** Undefined when no sidecar of the app is known. */
  of(appId: string): Promise<EngineTarget | undefined>;
  all(): Promise<readonly EngineTarget[]>;
};

/** Where the sidecar of an app is. */
type Place = { readonly appId: string; readonly address: string };
type Heard = { readonly at: Instant; readonly address: string; readonly target: Promise<EngineTarget> };

/**
 * What is known of the sidecars of the apps that `known` tells at the time; each is asked every five seconds at most, as somebody
 * wants to know.
 */
export function engineTargets(
  control: Pick<Control, 'versionOf'>,
  known: () => readonly Place[],
  now: () => Instant,
): EngineTargets {
  const heard = new Map<string, Heard>();
  const of = async (appId: string): Promise<EngineTarget | undefined> => {
    const address = known().find((one) => one.appId === appId)?.address;
    if (address === undefined) return undefined;
    const last = heard.get(appId);
    if (last?.address === address && last.at + KEPT_MS > now()) return last.target;
    const version = Promise.resolve().then(() => control.versionOf(appId));
    const target = version.then((told) => ({ appId, version: told }), troubleOf(appId));
    heard.set(appId, { at: now(), address, target });
    return target;
  };
  return {
    of,
    all: async () => (await Promise.all(known().map(({ appId }) => of(appId)))).flatMap((target) => target ?? []),
  };
}

function troubleOf(appId: string): (error: unknown) => EngineTarget {
  return (error) => {
    if (error instanceof AppError) return { appId, trouble: error.message };
    throw error;
  };
}
