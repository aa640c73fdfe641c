import { randomUUID } from 'node:crypto';
import { createRuntime } from '@/lib/runtime/create-runtime';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { createLog } from '@/lib/telemetry/log';
import type { ActualPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { openDoors } from './open-doors';
import { readingsOf, startTelemetry } from './start-telemetry';
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
  const log = createLog({ level: settings.logLevel, format: settings.logFormat, name: 'runtime' });
  const store = await openSqliteRuntimeStore({
    path: settings.storePath,
    writer: 'thread',
    onTrouble: (err) => log.error({ err }, 'the log of the store cannot be moved into the database; it is tried again'),
  });
  const telemetry = await startTelemetry(log);
  const running = await createRuntime({
    store,
    clock: systemClock,
    newId: randomUUID,
    limits: limitsFromSettings(settings),
    policies: policiesFromSettings(settings),
    log,
    telemetry,
  });
  const { runtime } = running;
  telemetry.metrics.read(readingsOf(running, settings.storePath));
  const doors: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(doors.map((door) => door.close()));
    await running.close();
    await telemetry.close();
  };
  try {
    const ports = await openDoors({
      settings,
      runtime,
      log,
      metrics: telemetry.metrics,
      keep: (door) => doors.push(door),
    });
    const isEmpty = (await store.listIds(settings.apps[0].appId, undefined, 1)).length === 0;
    return { ready: { ...ports, isEmpty }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
