import { keptValues, type Payloads } from '@/lib/domain/declared-path';
import { readPayloadPath, type PayloadPath } from '@/lib/domain/payload-path';

export type DeclaredPathRow = {
  readonly id: number;
  readonly path: string;
  readonly readThrough: number | bigint;
  readonly isComplete: number;
};
export type DeclaredValueRow = { readonly pathId: number; readonly value: string; readonly number: number | null };

/** A declared path as the writer of payloads needs it. */
export type KeptPath = { readonly id: number; readonly place: PayloadPath };

/** What a written payload has at the declared paths, and at which of them nothing stands. */
export type DeclaredValues = { readonly rows: readonly DeclaredValueRow[]; readonly absent: readonly number[] };

export function toKeptPaths(rows: readonly Pick<DeclaredPathRow, 'id' | 'path'>[]): readonly KeptPath[] {
  return rows.flatMap(({ id, path }) => {
    const place = readPayloadPath(path);
    return place === undefined ? [] : [{ id, place }];
  });
}

export function declaredValuesOf(payloads: Payloads, paths: readonly KeptPath[]): DeclaredValues {
  const places = paths.map(({ place }) => place);
  const rows: DeclaredValueRow[] = [];
  const absent: number[] = [];
  keptValues(payloads, places).forEach((kept, index) => {
    const pathId = paths[index]?.id ?? 0;
    if (kept === undefined) absent.push(pathId);
    else rows.push({ pathId, value: kept.value, number: kept.number ?? null });
  });
  return { rows, absent };
}
