import type { SourceLine } from '../source-line';

export type StateKind = 'state' | 'choice' | 'fork' | 'join';

export interface State {
  readonly id: string;
  label: string;
  kind: StateKind;
  /** What is done in it, written `entry / …` or `do / …`. */
  readonly actions: string[];
  /** What is drawn inside; several that run at once are divided by `--`. */
  readonly regions: Region[];
}

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly line: SourceLine;
}

/** States and the arrows between them; `[*]` is where they begin and end. */
export interface Region {
  readonly states: Map<string, State>;
  readonly transitions: Transition[];
}

export function emptyRegion(): Region {
  return { states: new Map(), transitions: [] };
}
