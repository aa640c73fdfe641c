import type { DocumentLine } from './json-lines';

export type DocumentPlace = {
  readonly lines: readonly DocumentLine[];
  /** Index of the line that the keys act on. */
  readonly cursor: number;
  readonly folded: ReadonlySet<string>;
};

/** What a key asks of a document: to go to a line, or to fold or unfold the line it is on. */
export type DocumentMove =
  { readonly kind: 'walk'; readonly to: number } | { readonly kind: 'fold'; readonly path: string };

/** What a key does at a place; `undefined` when it does nothing there. */
export function documentKey(key: string, { lines, cursor, folded }: DocumentPlace): DocumentMove | undefined {
  const last = lines.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'walk', to: Math.min(last, cursor + 1) };
    case 'ArrowUp':
      return { kind: 'walk', to: Math.max(0, Math.min(last, cursor - 1)) };
    case 'Home':
      return { kind: 'walk', to: 0 };
    case 'End':
      return { kind: 'walk', to: last };
  }
  const line = lines[cursor];
  if (line?.kind !== 'open') return undefined;
  const folds = folded.has(line.path) ? key === 'ArrowRight' : key === 'ArrowLeft';
  return folds ? { kind: 'fold', path: line.path } : undefined;
}
