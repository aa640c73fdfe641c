import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StateStoreTarget } from '@/lib/dapr/component/state-store-target';
import { AppError } from '@/lib/domain/app-error';
import { withoutPassword } from '@/lib/domain/without-password';
import { readMirrorMark, type MirrorMark } from '../mirror-mark';

const SIDECARS = 'Dapr apps by their sidecars';

/** What is mirrored, for people, without secrets. */
export function sourceName(target: StateStoreTarget | undefined): string {
  switch (target?.layout) {
    case undefined:
      return SIDECARS;
    case 'postgresql-v1':
    case 'postgresql-v2':
      return `${target.table} in ${withoutPassword(target.url)} (${target.layout})`;
    case 'sqlite':
      return `${target.table} in ${resolve(target.path)}`;
    case 'redis':
      return `redis://${target.host}:${target.port}/${target.database}`;
  }
}

/** What the mark beside a store says; undefined for a new one. Throws `conflict` for a store that mirrors something else or nothing. */
export function claimMirror(storePath: string, source: string): MirrorMark | undefined {
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
  return found;
}
