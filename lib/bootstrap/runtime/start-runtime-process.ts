import { randomUUID } from 'node:crypto';
import { createRuntime } from '@/lib/runtime/create-runtime';
import type { LeaseRequest } from '@/lib/store/acquire-lease';
import type { Declared } from '@/lib/store/declare-paths';
import { describeHolder, type LeaseLost } from '@/lib/store/lease';
import { createLog, type Log } from '@/lib/telemetry/log';
import type { ActualPorts } from '../hand-on-settings';
import type { Seat, SeatWish } from '../seat';
import type { Settings } from '../settings';
import { storeName } from '../store-place';
import { PERDURE_VERSION } from '../version';
import { openDoors } from './open-doors';
import { readingsOf, startTelemetry } from './start-telemetry';
import { openRuntimeStore } from './open-runtime-store';
import { limitsFromSettings, policiesFromSettings } from './policies-from-settings';
import { systemClock } from './system-clock';

/** What a runtime process tells whoever started it, once it answers. */
export type RuntimeReady = ActualPorts & {
  /** True when the first app has no instance at all: a place to show samples. */
  readonly isEmpty: boolean;
};

export type RuntimeProcess = {
  readonly ready: RuntimeReady;
  /** Resolves when another process has taken the store: nothing can be written any more, so it is time to stop. */
  readonly lost: Promise<LeaseLost>;
  /** Serves an app that comes while the runtime runs. Rejects with an AppError that says what is in the way. */
  seat(wish: SeatWish): Promise<Seat>;
  close(): Promise<void>;
};

/** Wires store, runtime and doors, and answers when all of them do. Throws an AppError that says what is in the way. */
export async function startRuntimeProcess(settings: Settings): Promise<RuntimeProcess> {
  const log = createLog({ level: settings.logLevel, format: settings.logFormat, name: 'runtime' });
  const lost = Promise.withResolvers<LeaseLost>();
  const lease = leaseRequest(settings, { log, onLost: lost.resolve });
  const onTrouble = (err: unknown): void =>
    log.error({ err }, 'the log of the store cannot be moved into the database; it is tried again');
  const declared = declaredFrom(settings, log);
  const apps = [...settings.apps];
  const store = await openRuntimeStore(settings.store, { lease, onTrouble, declared });
  const telemetry = await startTelemetry(log);
  const running = await createRuntime({
    store,
    clock: systemClock,
    newId: randomUUID,
    limits: limitsFromSettings(settings),
    policies: policiesFromSettings({ ...settings, apps }),
    log,
    telemetry,
  });
  const { runtime } = running;
  telemetry.metrics.read(readingsOf(running, settings.store));
  const doors: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(doors.map((door) => door.close()));
    await running.close();
    await telemetry.close();
  };
  try {
    const { ports, seat } = await openDoors({
      settings,
      apps,
      runtime,
      log,
      metrics: telemetry.metrics,
      keep: (door) => doors.push(door),
    });
    const isEmpty = (await store.listIds(settings.apps[0].appId, undefined, 1)).length === 0;
    return { ready: { ...ports, isEmpty }, lost: lost.promise, seat, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function declaredFrom({ declaredPaths: paths = [] }: Settings, log: Log): Declared {
  return {
    paths,
    onRead: (fresh, read) => log.info({ paths: fresh, read }, 'stored payloads were read for newly declared paths'),
  };
}

function leaseRequest(
  { timeouts, store }: Settings,
  { log, onLost }: { readonly log: Log; readonly onLost: (error: LeaseLost) => void },
): LeaseRequest {
  const leaseMs = timeouts?.lease;
  return {
    holder: { version: PERDURE_VERSION, ...(leaseMs === undefined ? {} : { leaseMs }) },
    onLost,
    onWait: ({ holder, beatAt }, longestMs) => {
      const who = holder === undefined ? 'nobody' : describeHolder(holder, beatAt);
      const hint = 'Nothing, when that runtime is gone; else stop it, or give this one another store.';
      log.warn(
        { hint },
        `the store ${storeName(store)} is held by ${who}; waiting up to ${longestMs} ms for a sign of life`,
      );
    },
    onTrouble: (err) =>
      log.warn({ err, hint: 'See that the store can be written to.' }, 'the lease of the store could not be renewed'),
  };
}
