import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Mirror } from '@/lib/mirror/mirror';
import type { MirrorPosition, PassResult } from '@/lib/mirror/mirror-position';

export type Following = {
  readonly notesTimes: boolean;
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
  readonly position: () => MirrorPosition;
  /** Takes the instances that somebody wants to have compared at once, because they may be gone. */
  readonly asked?: (() => readonly InstanceRef[]) | undefined;
  /** Told of each pass. */
  readonly keep: (pass: PassResult) => void;
  /** Told when the cluster cannot be read; it is tried again after so many milliseconds. */
  readonly onTrouble: (error: AppError, againInMs: number) => void;
};

/** Instances that are read for one commit. */
export const PAGE_SIZE = 100;

/** Between two looks at what has changed; a source that notes no times is looked at whole, so less often. */
const PAUSE_MS = { withTimes: 1_000, withoutTimes: 5_000 };
const SWEEP_EVERY_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;
/** For more than these one list of all is less to ask than each by itself. */
const MANY_ASKED = 500;

/** Whether a pass is worth a word. */
export function foundSomething({ written, purged, flawed }: PassResult): boolean {
  return written + purged + flawed.length > 0;
}

/** Everything, once. Rejects with `unavailable` when the cluster cannot be read. */
export async function mirrorOnce(mirror: Mirror, { notesTimes, keep, position }: Following): Promise<void> {
  keep(await mirror.mirrorChanges(position()));
  if (notesTimes) keep(await mirror.mirrorAll(position()));
}

/** Goes on until `signal`, with longer and longer pauses while the cluster cannot be read. */
export async function followMirror(mirror: Mirror, following: Following): Promise<void> {
  const { notesTimes, signal, now, keep, position, onTrouble } = following;
  const usual = notesTimes ? PAUSE_MS.withTimes : PAUSE_MS.withoutTimes;
  let pause = usual;
  let sweptAt = now();
  while (await rests(pause, signal)) {
    try {
      keep(await mirror.mirrorChanges(position()));
      const asked = following.asked?.() ?? [];
      if (asked.length > MANY_ASKED || (notesTimes && now() - sweptAt >= SWEEP_EVERY_MS)) {
        keep(await mirror.mirrorAll(position()));
        sweptAt = now();
      } else if (asked.length > 0) {
        keep(await mirror.purgeGone(asked, position()));
      }
      pause = usual;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      onTrouble(error, pause);
    }
  }
}

/** False when it is time to stop. */
export async function rests(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  const isStopped = (): boolean => signal?.aborted === true;
  if (isStopped()) return false;
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (!isStopped()) throw error;
  });
  return !isStopped();
}
