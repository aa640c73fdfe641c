import type { Environment, SidecarSettings } from '../settings';
import { findSidecars } from './find-sidecars';

/** The sidecars of this machine, looked for again as somebody asks. */
export type SidecarWatch = {
  /** Those of the last look; a look that is some seconds old has another one made meanwhile. */
  now(): readonly SidecarSettings[];
  /** Looks, and resolves when it is done. */
  look(): Promise<void>;
};

const KEPT_MS = 3_000;
const TOKEN_VARIABLE = 'DAPR_API_TOKEN';

export function watchSidecars(env: Environment, now: () => number): SidecarWatch {
  let found: readonly SidecarSettings[] = [];
  let lookedAt = -Infinity;
  const look = async (): Promise<void> => {
    lookedAt = now();
    const token = env[TOKEN_VARIABLE];
    found = (await findSidecars(env)).map(({ appId, address }) => ({ appId, address, token }));
  };
  return {
    now() {
      // What it throws would be a fault of this machine's process table; the next look tells again.
      if (lookedAt + KEPT_MS <= now()) void look().catch(() => undefined);
      return found;
    },
    look,
  };
}
