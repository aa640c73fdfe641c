import type { AppSettings } from '@/lib/bootstrap/app-settings';
import { askToLook } from '@/lib/bootstrap/asked-looks';
import { attachedSidecars, type AttachedSidecar } from '@/lib/bootstrap/attached-sidecars';
import type { Settings, SidecarSettings } from '@/lib/bootstrap/settings';
import { mirrorState, type MirrorState } from '@/lib/bootstrap/mirror-mark';
import { describeLanguageModel } from '@/lib/bootstrap/describe-language-model';
import { languageModelOf } from '@/lib/bootstrap/language-model';
import { storeName } from '@/lib/bootstrap/store-place';
import { reachableHost } from '@/lib/bootstrap/reachable-host';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import { announcedActs } from '@/lib/control/announced-acts';
import { createControl } from '@/lib/control/create-control';
import type { EngineDirectory } from '@/lib/control/engine-connections';
import { engineTargets } from '@/lib/control/engine-targets';
import { limitedControl } from '@/lib/control/limited-control';
import type { Caller } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import type { TargetBook } from '@/lib/domain/target';
import { AppError } from '@/lib/domain/app-error';
import { createRevealMemory } from '@/lib/services/access/reveal-memory';
import { liveStore } from '@/lib/mirror/live-store';
import { bindServices, type CommonContext, type Services } from '@/lib/services/bind-services';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { LimitedLanguageModel } from '@/lib/services/service-context';
import { tellBulkChange } from './bulk-changes';
import { describeSettings } from './describe-settings';
import { guestApps } from './guest-apps';
import { limitedLanguageModel } from './limited-language-model';
import { machineWatch } from './machine-watch';
import { lazyStore } from './lazy-store';
import { liveSource } from './live-source';
import { once } from './once';
import { openConsoleStore } from './open-console-store';
import { projectsBeside } from './projects-beside';
import { recentActs } from './recent-acts';
import { sharedReads } from './shared-reads';
import { targetBook } from './target-book';

/** The console's use cases for one caller. */
export function bindFor(common: CommonContext, caller: Caller): Services {
  return bindServices(common, caller);
}

/**
 * Puts store, engine client and clock together. Nothing is opened before it is asked. The console speaks to each app as
 * any client does: by the app's listener, with the app's token.
 */
export function wireContext(settings: Settings): CommonContext {
  const { apps, host, grpcPort, store } = settings;
  const address = (app: AppSettings) => `${reachableHost(app.host ?? host)}:${app.grpcPort ?? grpcPort}`;
  const guests = guestApps();
  const find = (appId: string) => [...apps, ...guests].find((app) => app.appId === appId) ?? refuseUnknownApp(appId);
  const [main] = apps;
  const doorOf = (appId: string) => {
    const app = find(appId);
    return { address: address(app), token: app.tokens[0] };
  };
  const sidecars = sidecarsOf(settings);
  const acts = recentActs(() => Date.now());
  const { control: quiet, targets } = controlOf(settings, doorOf, sidecars);
  const ask = askerOf(settings);
  const control = announcedActs(quiet, (ref, act) => {
    acts.tell(ref);
    if (act === 'purge') ask(ref);
  });
  return {
    store: consoleStore(settings, sidecars, acts.at),
    ...{ control, targets },
    onBulkChange: tellBulkChange,
    projects: projectsBeside(settings.dataDir),
    now: () => Date.now(),
    reveals: createRevealMemory(() => Date.now()),
    mainAppId: main.appId,
    get servedApps() {
      if (settings.attached !== undefined) return sidecars().map(({ appId }) => appId);
      return [...new Set([...apps, ...guests].map(({ appId }) => appId))];
    },
    runtimeAddress: address(main),
    storeName: storeName(store),
    mirror: () => shownMirror(mirrorState(store)),
    languageModel,
    targetBook: bookOf(settings, sidecars, targets),
    settings: [...describeSettings(settings), describeLanguageModel(process.env)],
    versions: { perdure: PERDURE_VERSION, node: process.version },
  };
}

/** The sidecars of the cluster as of each time that somebody asks; none without a cluster. */
function sidecarsOf({ attached, store }: Settings): () => readonly AttachedSidecar[] {
  if (attached === undefined) return () => [];
  const storePath = store.kind === 'sqlite' ? store.path : undefined;
  const watch = machineWatch(attached);
  return () => attachedSidecars({ given: attached.sidecars, storePath, env: process.env, watch });
}

/** Where targets are kept; only beside a mirror, which is always a file. */
function bookOf(
  { attached, store }: Settings,
  sidecars: () => readonly AttachedSidecar[],
  heard: CommonContext['targets'],
): TargetBook | undefined {
  if (attached === undefined || store.kind !== 'sqlite' || heard === undefined) return undefined;
  const readFrom = attached.target === undefined ? 'sidecar' : 'store';
  return targetBook({
    storePath: store.path,
    env: process.env,
    readFrom,
    sidecars,
    heard,
    mirror: () => shownMirror(mirrorState(store)),
  });
}

/** The engine, or the sidecars of a cluster with what each of them can do. */
function controlOf(
  settings: Settings,
  doorOf: EngineDirectory['doorOf'],
  sidecars: () => readonly AttachedSidecar[],
): Pick<CommonContext, 'control' | 'targets'> {
  if (settings.attached === undefined) return { control: createControl({ doorOf }) };
  const find = (appId: string) => settingsOf(sidecars().find((one) => one.appId === appId)) ?? refuseUnknownApp(appId);
  const control = createControl({ kind: 'sidecar', doorOf: find });
  const known = () => sidecars().map(({ appId, address }) => ({ appId, address }));
  const { of, all } = engineTargets(control, known, () => Date.now());
  return { control: limitedControl(control, of), targets: all };
}

/** Has the mirror compare an instance at once that may be gone; by its sidecar an app is compared every few seconds anyway. */
function askerOf({ attached, store }: Settings): (ref: InstanceRef) => void {
  if (attached?.target === undefined || store.kind !== 'sqlite') return () => undefined;
  return (ref) => askToLook(store.path, ref);
}

/** Of its apps the targets tell. */
function shownMirror(state: MirrorState | undefined): ReturnType<NonNullable<CommonContext['mirror']>> {
  return state && { source: state.source, seenAt: state.seenAt };
}

function settingsOf(sidecar: AttachedSidecar | undefined): SidecarSettings | undefined {
  if (sidecar?.trouble !== undefined) throw new AppError('unavailable', sidecar.trouble);
  return sidecar?.settings;
}

/** The store; of a mirror, with single executions read through to the cluster. */
function consoleStore(
  settings: Settings,
  sidecars: () => readonly AttachedSidecar[],
  actedAt: (ref: InstanceRef) => number | undefined,
): ConsoleStore {
  const { store: place, attached } = settings;
  const store = sharedReads(lazyStore(() => openConsoleStore(place)));
  if (attached === undefined) return store;
  const now = (): number => Date.now();
  return liveStore({
    ...{ store, now, source: liveSource(attached, place, sidecars), actedAt, onGone: askerOf(settings) },
    mirroredAt: () => mirrorState(place)?.seenAt ?? 0,
  });
}

/** What the environment of this process names; one limit for all who ask. */
function languageModel(): LimitedLanguageModel | undefined {
  return once('languageModel', () => {
    const named = languageModelOf(process.env);
    return named && limitedLanguageModel(named);
  });
}

function refuseUnknownApp(appId: string): never {
  throw new AppError('unavailable', `The runtime has no listener for app "${appId}".`, {
    hint: 'List the app in PERDURE_APPS or in perdure.config and start Perdure again, or start its workers by `perdure run`.',
  });
}
