import { AppError } from '@/lib/domain/app-error';
import type { SidecarWatch } from './discovery/sidecar-watch';
import { keptPlace, readKeptTargets } from './kept-targets';
import type { Environment, SidecarSettings } from './settings';
import { sidecarOfSpec, type SidecarSpec } from './sidecar-spec';

/** How a sidecar became known: by the command line or its file, in the console, or on this machine. */
export type SidecarOrigin = 'start' | 'console' | 'machine';

/** A sidecar of a cluster. */
export type AttachedSidecar = {
  readonly appId: string;
  readonly address: string;
  readonly origin: SidecarOrigin;
  /** How it is reached; absent when `trouble` says why it cannot be told. */
  readonly settings?: SidecarSettings | undefined;
  readonly trouble?: string | undefined;
};

export type AttachedAt = {
  /** Those that Perdure was started with; they count before others of the same app. */
  readonly given: readonly SidecarSettings[];
  /** The mirror's file. */
  readonly storePath: string | undefined;
  readonly env: Environment;
  /** There when those of this machine belong to it. */
  readonly watch?: Pick<SidecarWatch, 'now'> | undefined;
};

/**
 * All sidecars of a cluster as of now, each app once: given ones count before added ones, and those before found ones. One whose token
 * or certificate cannot be read is there with the reason.
 */
export function attachedSidecars({ given, storePath, env, watch }: AttachedAt): readonly AttachedSidecar[] {
  const started = given.map((settings): AttachedSidecar => ({ ...idOf(settings), origin: 'start', settings }));
  const kept = storePath === undefined ? [] : readKeptTargets(storePath);
  const added = kept.map((spec) => addedSidecar(spec, storePath ?? '', env));
  const found = watch?.now() ?? [];
  const onMachine = found.map((settings): AttachedSidecar => ({ ...idOf(settings), origin: 'machine', settings }));
  const byApp = new Map<string, AttachedSidecar>();
  for (const one of [...started, ...added, ...onMachine]) if (!byApp.has(one.appId)) byApp.set(one.appId, one);
  return [...byApp.values()];
}

function idOf({ appId, address }: SidecarSettings): Pick<AttachedSidecar, 'appId' | 'address'> {
  return { appId, address };
}

function addedSidecar(spec: SidecarSpec, storePath: string, env: Environment): AttachedSidecar {
  try {
    const settings = sidecarOfSpec(spec, keptPlace(storePath, spec.appId, env));
    return { ...idOf(settings), origin: 'console', settings };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { appId: spec.appId, address: spec.address, origin: 'console', trouble: error.message };
  }
}
