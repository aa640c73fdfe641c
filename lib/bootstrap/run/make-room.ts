import type { Settings } from '../settings';
import type { AppPlan } from './app-plan';

const PORTS = ['consolePort', 'grpcPort', 'httpPort', 'metricsPort'] as const;

type PortKey = (typeof PORTS)[number];

export type RoomRules = {
  /** Ports that somebody has set: they are kept, so that a clash is told. */
  readonly isSet: (key: PortKey) => boolean;
  readonly isFree: (port: number) => Promise<boolean>;
};

/**
 * The settings of a Perdure that makes room for apps: a port of its own that nobody has set gives way to any free one when an app
 * wants it, or somebody else has it.
 */
export async function makeRoom(settings: Settings, apps: readonly AppPlan[], rules: RoomRules): Promise<Settings> {
  const wanted = new Set(apps.flatMap(({ appPort, grpcPort, httpPort }) => [appPort, grpcPort, httpPort]));
  const ports = PORTS.map(async (key): Promise<[PortKey, number]> => {
    const port = settings[key];
    const stays = rules.isSet(key) || port === 0 || (!wanted.has(port) && (await rules.isFree(port)));
    return [key, stays ? port : 0];
  });
  return { ...settings, ...Object.fromEntries(await Promise.all(ports)) };
}
