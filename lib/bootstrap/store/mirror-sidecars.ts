import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterReader } from '@/lib/dapr/cluster-reader';
import { openSidecar } from '@/lib/dapr/sidecar/open-sidecar';
import { AppError } from '@/lib/domain/app-error';
import { Mirror } from '@/lib/mirror/mirror';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import type { AttachedSidecar } from '../attached-sidecars';
import { DEFAULT_NAMESPACE, type MirrorMark } from '../mirror-mark';
import type { SidecarSettings } from '../settings';
import { AppMarks } from './app-marks';
import { followMirror, foundSomething, mirrorOnce, PAGE_SIZE, rests, type Following } from './follow-mirror';
import type { MirrorPlan } from './mirror-cluster';

type Parts = { readonly plan: MirrorPlan; readonly store: RuntimeStore; readonly mark: MirrorMark };
type Followed = {
  readonly settings: string;
  readonly origin: AttachedSidecar['origin'];
  readonly stop: AbortController;
  readonly done: Promise<void>;
};

const LOOK_FOR_OTHERS_MS = 1_000;
const NOT_HERE = 'No sidecar of it runs on this machine now.';

/**
 * Mirrors each app through its sidecar, beside one another: one that does not answer keeps no other from being seen. Apps whose
 * sidecar is told no more are purged from the mirror; not those of sidecars that ran on this machine, which may be started again.
 */
export async function mirrorSidecars(parts: Parts): Promise<void> {
  const { plan } = parts;
  const marks = new AppMarks(plan.storePath, parts.mark);
  if (plan.once) {
    for (const sidecar of plan.sidecars()) await mirrorApp(parts, { settings: usable(sidecar), marks, once: true });
    await plan.onComplete?.();
    return;
  }
  const followed = new Map<string, Followed>();
  const failed = Promise.withResolvers<never>();
  const { tried } = await reconcile(parts, { followed, marks, onFailure: failed.reject });
  try {
    await Promise.race([tried, failed.promise]);
    await plan.onComplete?.();
    while (await Promise.race([rests(LOOK_FOR_OTHERS_MS, plan.signal), failed.promise])) {
      await reconcile(parts, { followed, marks, onFailure: failed.reject });
    }
  } finally {
    for (const { stop } of followed.values()) stop.abort();
    await Promise.all([...followed.values()].map(({ done }) => done));
  }
}

type Round = {
  readonly followed: Map<string, Followed>;
  readonly marks: AppMarks;
  readonly onFailure: (error: unknown) => void;
};

/** Follows who is new, leaves who is gone. `tried` resolves when each of the new ones has been read, or tried to be, once. */
async function reconcile(
  parts: Parts,
  { followed, marks, onFailure }: Round,
): Promise<{ readonly tried: Promise<unknown> }> {
  const { plan, store } = parts;
  const told = plan.sidecars();
  const ended = await leave(told, followed);
  const known = (await store.kinds()).map(({ appId }) => appId);
  for (const appId of new Set([...known, ...marks.apps])) {
    if (told.some((one) => one.appId === appId)) continue;
    if (ended.get(appId) === 'machine' || (plan.discovers === true && !ended.has(appId)))
      marks.trouble(appId, NOT_HERE);
    else await forget(parts, appId, marks);
  }
  const firsts = told.flatMap((sidecar) => {
    const { appId, settings, trouble } = sidecar;
    if (settings === undefined) marks.trouble(appId, trouble ?? 'It cannot be reached.');
    if (settings === undefined || followed.has(appId)) return [];
    const stop = new AbortController();
    const tried = Promise.withResolvers<undefined>();
    const onFirst = (): void => tried.resolve(undefined);
    const done = mirrorApp(parts, { settings, marks, once: false, stop: stop.signal, onFirst }).catch(onFailure);
    followed.set(appId, { settings: JSON.stringify(settings), origin: sidecar.origin, stop, done });
    return [tried.promise];
  });
  return { tried: Promise.all(firsts) };
}

/** Stops following what is told no more, or told differently; answers how those had become known. */
async function leave(
  told: readonly AttachedSidecar[],
  followed: Map<string, Followed>,
): Promise<ReadonlyMap<string, AttachedSidecar['origin']>> {
  const ended = new Map<string, AttachedSidecar['origin']>();
  for (const [appId, { settings, origin, stop, done }] of followed) {
    if (told.some((one) => one.appId === appId && JSON.stringify(one.settings) === settings)) continue;
    stop.abort();
    await done;
    followed.delete(appId);
    ended.set(appId, origin);
  }
  return ended;
}

type App = {
  readonly settings: SidecarSettings;
  readonly marks: AppMarks;
  readonly once: boolean;
  readonly stop?: AbortSignal;
  /** Called when the app has been read, or tried to be, for the first time. */
  readonly onFirst?: () => void;
};

async function mirrorApp({ plan, store }: Parts, { settings, marks, once, stop, onFirst }: App): Promise<void> {
  const { now } = plan;
  const { appId } = settings;
  const signals = [plan.signal, stop].flatMap((one) => one ?? []);
  const signal = AbortSignal.any(signals);
  const reader = openSidecar(settings, { namespace: DEFAULT_NAMESPACE, now, wait: (ms) => wait(ms) });
  const mirror = new Mirror({ reader, store, now, pageSize: PAGE_SIZE, signal, appId });
  const following: Following = {
    ...{ notesTimes: false, signal, now, position: () => ({}) },
    keep(pass) {
      if (!signal.aborted) marks.seen(appId, now());
      if (foundSomething(pass)) plan.onPass(pass);
    },
    onTrouble(error, againInMs) {
      marks.trouble(appId, error.message);
      plan.onTrouble(error, againInMs);
    },
  };
  try {
    await mirrorOnce(mirror, following).catch((error: unknown) => {
      if (once || !(error instanceof AppError) || error.code !== 'unavailable') throw error;
      following.onTrouble(error, LOOK_FOR_OTHERS_MS);
    });
    onFirst?.();
    if (!once) await followMirror(mirror, following);
  } finally {
    await reader.close();
  }
}

/** Purges an app from the mirror. */
async function forget({ plan: { now }, store }: Parts, appId: string, marks: AppMarks): Promise<void> {
  await new Mirror({ reader: NOTHING, store, now, pageSize: PAGE_SIZE, appId }).mirrorAll({});
  marks.forget(appId);
}

/** A cluster without any instance. */
const NOTHING: ClusterReader = {
  notesTimes: false,
  list: async () => ({ entries: [], isLast: true }),
  changedSince: async () => ({ entries: [], isLast: true }),
  look: async () => ({ kind: 'gone' }),
  close: async () => undefined,
};

function usable({ settings, trouble }: AttachedSidecar): SidecarSettings {
  if (settings !== undefined) return settings;
  throw new AppError('invalid', trouble ?? 'The sidecar cannot be reached.');
}
