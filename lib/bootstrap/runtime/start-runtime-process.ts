import { randomUUID } from 'node:crypto';
import { createRuntime } from '@/lib/runtime/create-runtime';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { createLog } from '@/lib/telemetry/log';
import type { ActualPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { openDoors } from './open-doors';
import { limitsFromSettings, policiesFromSettings } from './policies-from-settings';
import { systemClock } from './system-clock';

/** What a runtime process tells whoever started it, once it answers. */
export type RuntimeReady = ActualPorts & {
  /** True when the first app has no instance at all: a place to show samples. */
  readonly isEmpty: boolean;
};

export type RuntimeProcess = { readonly ready: RuntimeReady; close(): Promise<void> };

/** Wires store, runtime and doors, and answers when all of them do. Throws an AppError that says what is in the way. */
export async function startRuntimeProcess(settings: Settings): Promise<RuntimeProcess> {
  const log = createLog(settings.logLevel, 'runtime');
  const store = await openSqliteRuntimeStore({
    path: settings.storePath,
    onTrouble: (err) => log.error({ err }, 'the log of the store cannot be moved into the database; it is tried again'),
  });
  const running = await createRuntime({
    store,
    clock: systemClock,
    newId: randomUUID,
    limits: limitsFromSettings(settings),
    policies: policiesFromSettings(settings),
    log,
  });
  const { runtime } = running;
  const doors: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(doors.map((door) => door.close()));
    await running.close();
  };
  try {
    const ports = await openDoors({ settings, runtime, log, keep: (door) => doors.push(door) });
    const isEmpty = (await store.listIds(settings.apps[0].appId, undefined, 1)).length === 0;
    return { ready: { ...ports, isEmpty }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
