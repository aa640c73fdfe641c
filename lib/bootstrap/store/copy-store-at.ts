import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import type { LeaseRequest } from '@/lib/store/acquire-lease';
import type { CopyEnd } from '@/lib/store/copy/copy-end';
import { copyStore, isEqual, type ComparedTable, type CopyProgress } from '@/lib/store/copy/copy-store';
import { PostgresCopyEnd } from '@/lib/store/postgres/postgres-copy-end';
import { SqliteCopyEnd } from '@/lib/store/sqlite/sqlite-copy-end';
import { storeName, type StorePlace } from '../store-place';
import { PERDURE_VERSION } from '../version';

export type TableComparison = ComparedTable & { readonly isEqual: boolean };

export type CopyPlan = {
  readonly from: StorePlace;
  readonly to: StorePlace;
  readonly report: (progress: CopyProgress) => void;
  /** Told when a holder of one of the stores may be gone. */
  readonly onWait: (store: string, longestMs: number) => void;
};

/**
 * Copies the store at one place to another, between databases or within one, and compares both; a copy that was cut off is
 * gone on with. Migrates both. Rejects with `conflict` while a runtime has one of them or the target holds something else.
 */
export async function copyStoreAt({ from, to, report, onWait }: CopyPlan): Promise<readonly TableComparison[]> {
  if (identityOf(from) === identityOf(to)) {
    throw new AppError('invalid', `The store ${storeName(from)} cannot be copied to itself.`, {
      hint: 'Name another one.',
    });
  }
  if (from.kind === 'sqlite' && !existsSync(from.path)) {
    throw new AppError('unavailable', `There is no store at ${from.path}.`, {
      hint: 'Name the one to copy with --from.',
    });
  }
  const source = await openEnd(from, onWait);
  try {
    const target = await openEnd(to, onWait);
    try {
      return (await copyStore(source, target, report)).map((table) => ({ ...table, isEqual: isEqual(table) }));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function openEnd(place: StorePlace, onWait: CopyPlan['onWait']): Promise<CopyEnd> {
  const lease: LeaseRequest = {
    holder: { role: 'perdure db copy', version: PERDURE_VERSION },
    onWait: (_, longestMs) => onWait(storeName(place), longestMs),
  };
  return place.kind === 'sqlite'
    ? SqliteCopyEnd.open(resolve(place.path), lease)
    : PostgresCopyEnd.open(place.url, lease);
}

function identityOf(place: StorePlace): string {
  return place.kind === 'sqlite' ? resolve(place.path) : storeName(place);
}
