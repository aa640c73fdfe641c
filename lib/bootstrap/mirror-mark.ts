import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { StorePlace } from './store-place';
import { parsedJson } from './parsed-json';

/** Where daprd puts an app when nothing says otherwise. */
export const DEFAULT_NAMESPACE = 'default';

const appMark = z.object({ seenAt: z.number().optional(), trouble: z.string().optional() });

const mark = z.object({
  /** What is mirrored, without secrets. */
  source: z.string(),
  position: z.object({ changes: z.string().optional() }),
  /** Namespaces of apps that are not in the one that is called default. */
  namespaces: z.record(z.string(), z.string()).optional(),
  /** Of apps that are read through their sidecars: when that was last done (ms since 1970), and why it cannot be done now. */
  apps: z.record(z.string(), appMark).optional(),
});

/** A file beside a store that holds a mirror of a Dapr cluster: of what, and how far it has come. */
export type MirrorMark = z.output<typeof mark>;

/** The mark of the store in this file; undefined for a store of a runtime. Throws `invalid` for a damaged mark. */
export function readMirrorMark(storePath: string): MirrorMark | undefined {
  const path = markPath(storePath);
  if (!existsSync(path)) return undefined;
  const result = mark.safeParse(parsedJson(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  throw new AppError('invalid', `${path} does not say what the store beside it is a mirror of.`, {
    hint: 'Delete it together with the store; perdure attach makes both anew.',
  });
}

/** Replaces the mark as a whole, so that it is never half written. */
export function writeMirrorMark(storePath: string, content: MirrorMark): void {
  const path = markPath(storePath);
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`);
  renameSync(`${path}.new`, path);
}

/** Refuses (`conflict`) a mirror: a runtime would take the executions of the cluster for its own and run them again. */
export function refuseMirror(place: StorePlace): void {
  if (place.kind !== 'sqlite') return;
  const found = readMirrorMark(place.path);
  if (found === undefined) return;
  throw new AppError('conflict', `The store ${place.path} is a mirror of ${found.source}, so no runtime may have it.`, {
    hint: 'Give the runtime another data folder (PERDURE_DATA_DIR) or store (DATABASE_URL).',
  });
}

/** The namespace of an app in the cluster that this store mirrors. */
export function mirroredNamespace(place: StorePlace, appId: string): string {
  const found = place.kind === 'sqlite' ? readMirrorMark(place.path) : undefined;
  return found?.namespaces?.[appId] ?? DEFAULT_NAMESPACE;
}

export type MirrorState = {
  readonly source: string;
  readonly seenAt: number;
  /** Of apps that are read through their sidecars. */
  readonly apps?: MirrorMark['apps'];
};

/** Of what a store is a mirror, and when it was last compared with it (ms since 1970); undefined for a store of a runtime. */
export function mirrorState(place: StorePlace): MirrorState | undefined {
  if (place.kind !== 'sqlite') return undefined;
  const found = readMirrorMark(place.path);
  if (found === undefined) return undefined;
  const { source, apps } = found;
  const writtenAt = Math.round(statSync(markPath(place.path)).mtimeMs);
  return { source, seenAt: apps === undefined ? writtenAt : oldestOf(apps, writtenAt), apps };
}

/** An app that has not been read yet has nothing in the mirror that could be old. */
function oldestOf(apps: NonNullable<MirrorMark['apps']>, otherwise: number): number {
  return Math.min(otherwise, ...Object.values(apps).flatMap(({ seenAt }) => seenAt ?? []));
}

function markPath(storePath: string): string {
  return `${storePath}.mirror.json`;
}
