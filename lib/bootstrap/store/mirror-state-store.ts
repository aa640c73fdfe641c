import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import { openStateReader } from '@/lib/dapr/stores/open-state-reader';
import { AppError } from '@/lib/domain/app-error';
import { withoutPassword } from '@/lib/domain/without-password';
import { Mirror } from '@/lib/mirror/mirror';
import type { FlawedInstance, MirrorPosition, PassResult } from '@/lib/mirror/mirror-position';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { DEFAULT_NAMESPACE, readMirrorMark, writeMirrorMark } from '../mirror-mark';
import { PERDURE_VERSION } from '../version';

export type MirrorPass = PassResult;
export type MirrorFlaw = FlawedInstance;

export type MirrorPlan = {
  readonly target: StateStoreTarget;
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
  /** Told when the state store cannot be read; it is tried again after so many milliseconds. */
  readonly onTrouble: (error: AppError, againInMs: number) => void;
};

const PAGE_SIZE = 100;
/** Between two looks at what has changed; a store that notes no times is looked at whole, so less often. */
const PAUSE_MS = { withTimes: 1_000, withoutTimes: 5_000 };
const SWEEP_EVERY_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps a store of Perdure as the state store of a Dapr cluster is. Rejects with `conflict` when the store is a runtime's, or
 * mirrors something else, and with `unavailable` when `once` and the state store cannot be read.
 */
export async function mirrorStateStore(plan: MirrorPlan): Promise<void> {
  const { target, storePath, now, signal } = plan;
  const source = sourceName(target);
  let position = claim(storePath, source);
  const reader = openStateReader(target);
  try {
    const store = await openSqliteRuntimeStore({
      path: storePath,
      lease: { holder: { role: 'perdure attach', version: PERDURE_VERSION } },
    });
    try {
      const mirror = new Mirror({ reader, store, now, pageSize: PAGE_SIZE, signal });
      const keep = (pass: MirrorPass): void => {
        position = pass.position;
        writeMirrorMark(storePath, { source, position, namespaces: namespacesOf(mirror) });
        if (pass.written + pass.purged + pass.flawed.length > 0) plan.onPass(pass);
      };
      keep(await mirror.mirrorChanges(position));
      if (reader.notesTimes) keep(await mirror.mirrorAll(position));
      await plan.onComplete?.();
      if (!plan.once) await follow(mirror, { plan, notesTimes: reader.notesTimes, keep, position: () => position });
    } finally {
      await store.close();
    }
  } finally {
    await reader.close();
  }
}

function namespacesOf({ namespaces }: Mirror): Record<string, string> {
  return Object.fromEntries([...namespaces].filter(([, namespace]) => namespace !== DEFAULT_NAMESPACE));
}

type Following = {
  readonly plan: MirrorPlan;
  readonly notesTimes: boolean;
  readonly keep: (pass: MirrorPass) => void;
  readonly position: () => MirrorPosition;
};

async function follow(mirror: Mirror, { plan, notesTimes, keep, position }: Following): Promise<void> {
  const usual = notesTimes ? PAUSE_MS.withTimes : PAUSE_MS.withoutTimes;
  let pause = usual;
  let sweptAt = plan.now();
  while (await rests(pause, plan.signal)) {
    try {
      keep(await mirror.mirrorChanges(position()));
      if (notesTimes && plan.now() - sweptAt >= SWEEP_EVERY_MS) {
        keep(await mirror.mirrorAll(position()));
        sweptAt = plan.now();
      }
      pause = usual;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      plan.onTrouble(error, pause);
    }
  }
}

/** False when it is time to stop. */
async function rests(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  const isStopped = (): boolean => signal?.aborted === true;
  if (isStopped()) return false;
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (!isStopped()) throw error;
  });
  return !isStopped();
}

/** Marks a new store as a mirror; answers how far the mirror in an old one has come. */
function claim(storePath: string, source: string): MirrorPosition {
  const found = readMirrorMark(storePath);
  if (found === undefined && existsSync(storePath)) {
    throw new AppError('conflict', `The store ${storePath} is no mirror: a runtime keeps its executions there.`, {
      hint: 'Name a file that does not exist yet with --store.',
    });
  }
  if (found !== undefined && found.source !== source) {
    throw new AppError('conflict', `The store ${storePath} mirrors ${found.source}, not ${source}.`, {
      hint: 'Name another file with --store.',
    });
  }
  return found?.position ?? {};
}

/** The state store without its secrets. */
function sourceName(target: StateStoreTarget): string {
  switch (target.layout) {
    case 'postgresql-v1':
    case 'postgresql-v2':
      return `${target.table} in ${withoutPassword(target.url)} (${target.layout})`;
    case 'sqlite':
      return `${target.table} in ${resolve(target.path)}`;
    case 'redis':
      return `redis://${target.host}:${target.port}/${target.database}`;
  }
}
