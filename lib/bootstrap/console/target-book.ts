import { createControl } from '@/lib/control/create-control';
import { AppError } from '@/lib/domain/app-error';
import type { EngineTarget } from '@/lib/domain/engine-target';
import { limitsOf, type FoundTarget, type Target, type TargetBook, type TargetDraft } from '@/lib/domain/target';
import type { AttachedSidecar } from '../attached-sidecars';
import { findSidecars } from '../discovery/find-sidecars';
import { keptPlace, readKeptTargets, writeKeptTargets } from '../kept-targets';
import type { MirrorState } from '../mirror-mark';
import type { Environment } from '../settings';
import { sidecarOfSpec } from '../sidecar-spec';

export type BookParts = {
  /** The mirror's file, beside which the targets are kept. */
  readonly storePath: string;
  readonly env: Environment;
  readonly readFrom: Target['readFrom'];
  readonly sidecars: () => readonly AttachedSidecar[];
  /** What is known of them. */
  readonly heard: () => Promise<readonly EngineTarget[]>;
  readonly mirror: () => MirrorState | undefined;
};

/** The targets of a console that stands on a Dapr cluster; those that are added here are kept in a file beside the mirror. */
export function targetBook(parts: BookParts): TargetBook {
  const { storePath, env, sidecars } = parts;
  const check = async (draft: TargetDraft): Promise<{ version: string }> => ({
    version: await versionAt(draft, parts),
  });
  return {
    async list() {
      const targets = await targetsOf(parts);
      const found = await findSidecars(env);
      return { targets, found: found.filter(isNoneOf(targets)) };
    },
    check,
    async add(draft) {
      if (sidecars().some(({ appId, origin }) => appId === draft.appId && origin !== 'machine')) {
        throw new AppError('conflict', `There is a target for "${draft.appId}" already.`, {
          hint: 'Each app has one; remove the other one first.',
        });
      }
      await check(draft);
      writeKeptTargets(storePath, [...readKeptTargets(storePath), draft]);
    },
    async remove(appId) {
      const known = sidecars().find((one) => one.appId === appId);
      if (known === undefined) throw new AppError('not_found', `There is no target for "${appId}".`);
      if (known.origin !== 'console') {
        throw new AppError('precondition', `The target "${appId}" was not added in the console.`, {
          hint: 'Start perdure attach without it.',
        });
      }
      writeKeptTargets(
        storePath,
        readKeptTargets(storePath).filter((one) => one.appId !== appId),
      );
    },
  };
}

async function targetsOf({ sidecars, heard, mirror, readFrom }: BookParts): Promise<readonly Target[]> {
  const known = await heard();
  const apps = mirror()?.apps;
  return sidecars().map(({ appId, address, origin }): Target => {
    const told = known.find((one) => one.appId === appId) ?? { appId };
    const seen = apps?.[appId];
    const target = { ...told, trouble: told.trouble ?? seen?.trouble };
    return { ...target, ...{ address, origin, readFrom }, seenAt: seen?.seenAt, limits: limitsOf(target, readFrom) };
  });
}

function isNoneOf(targets: readonly Target[]): (found: FoundTarget) => boolean {
  return ({ appId, address }) => !targets.some((one) => one.appId === appId || one.address === address);
}

/** Asked on a connection of its own, which is closed again. */
async function versionAt(draft: TargetDraft, { storePath, env }: BookParts): Promise<string> {
  const door = sidecarOfSpec(draft, keptPlace(storePath, draft.appId, env));
  const control = createControl({ kind: 'sidecar', doorOf: () => door });
  try {
    return await control.versionOf(door.appId);
  } finally {
    control.close();
  }
}
