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

/** What is known of the sidecars of these apps; each is asked every five seconds at most, as somebody wants to know. */
export function engineTargets(
  control: Pick<Control, 'versionOf'>,
  appIds: readonly string[],
  now: () => Instant,
): EngineTargets {
  const heard = new Map<string, { readonly at: Instant; readonly target: Promise<EngineTarget> }>();
  const of = async (appId: string): Promise<EngineTarget | undefined> => {
    if (!appIds.includes(appId)) return undefined;
    const last = heard.get(appId);
    if (last !== undefined && last.at + KEPT_MS > now()) return last.target;
    const target = control.versionOf(appId).then((version) => ({ appId, version }), troubleOf(appId));
    heard.set(appId, { at: now(), target });
    return target;
  };
  return { of, all: async () => (await Promise.all(appIds.map(of))).flatMap((target) => target ?? []) };
}

function troubleOf(appId: string): (error: unknown) => EngineTarget {
  return (error) => {
    if (error instanceof AppError) return { appId, trouble: error.message };
    throw error;
  };
}
