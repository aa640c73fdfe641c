import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import { readerOfStore } from '@/lib/dapr/cluster-reader';
import { openStateReader } from '@/lib/dapr/stores/open-state-reader';
import type { AppError } from '@/lib/domain/app-error';
import { Mirror } from '@/lib/mirror/mirror';
import type { FlawedInstance, PassResult } from '@/lib/mirror/mirror-position';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { takeAskedLooks } from '../asked-looks';
import type { AttachedSidecar } from '../attached-sidecars';
import { DEFAULT_NAMESPACE, writeMirrorMark, type MirrorMark } from '../mirror-mark';
import { PERDURE_VERSION } from '../version';
import { followMirror, foundSomething, mirrorOnce, PAGE_SIZE, type Following } from './follow-mirror';
import { claimMirror, sourceName } from './mirror-source';
import { mirrorSidecars } from './mirror-sidecars';

export type MirrorPass = PassResult;
export type MirrorFlaw = FlawedInstance;

export type MirrorPlan = {
  /** The state store of the cluster; absent: its apps are read through their sidecars. */
  readonly target?: StateStoreTarget | undefined;
  /** Asked again and again, and without a state store followed: sidecars come and go. */
  readonly sidecars: () => readonly AttachedSidecar[];
  /** Those of this machine are among them as long as they run. */
  readonly discovers?: boolean | undefined;
  /** File of Perdure's own store. */
  readonly storePath: string;
  /** One look at everything, and done; else until `signal`. */
  readonly once: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  /** Waited for when the mirror is complete for the first time. */
  readonly onComplete?: (() => Promise<void>) | undefined;
  /** Told of each pass that found something. */
  readonly onPass: (pass: MirrorPass) => void;
  /** Told when the cluster cannot be read; it is tried again after so many milliseconds. */
  readonly onTrouble: (error: AppError, againInMs: number) => void;
};

/**
 * Keeps a store of Perdure as a Dapr cluster is. Rejects with `conflict` when the store is a runtime's, or mirrors something
 * else, and with `unavailable` when `once` and the cluster cannot be read.
 */
export async function mirrorCluster(plan: MirrorPlan): Promise<void> {
  const { target, storePath } = plan;
  const source = sourceName(target);
  const mark = claimMirror(storePath, source) ?? { source, position: {} };
  const store = await openSqliteRuntimeStore({
    path: storePath,
    lease: { holder: { role: 'perdure attach', version: PERDURE_VERSION } },
  });
  try {
    if (target === undefined) await mirrorSidecars({ plan, store, mark });
    else await mirrorStateStore(target, { plan, store, mark });
  } finally {
    await store.close();
  }
}

type Mirroring = { readonly plan: MirrorPlan; readonly store: RuntimeStore; readonly mark: MirrorMark };

async function mirrorStateStore(target: StateStoreTarget, { plan, store, mark }: Mirroring): Promise<void> {
  const { storePath, now, signal, once } = plan;
  const reader = readerOfStore(openStateReader(target));
  try {
    const mirror = new Mirror({ reader, store, now, pageSize: PAGE_SIZE, signal });
    let { position } = mark;
    const following: Following = {
      ...{ notesTimes: reader.notesTimes, signal, now, position: () => position, onTrouble: plan.onTrouble },
      asked: () => takeAskedLooks(storePath),
      keep(pass) {
        position = pass.position;
        writeMirrorMark(storePath, { source: mark.source, position, namespaces: namespacesOf(mirror) });
        if (foundSomething(pass)) plan.onPass(pass);
      },
    };
    await mirrorOnce(mirror, following);
    await plan.onComplete?.();
    if (!once) await followMirror(mirror, following);
  } finally {
    await reader.close();
  }
}

function namespacesOf({ namespaces }: Mirror): Record<string, string> {
  return Object.fromEntries([...namespaces].filter(([, namespace]) => namespace !== DEFAULT_NAMESPACE));
}
