import type { SourceLine } from '../source-line';

export interface Participant {
  readonly id: string;
  readonly name: string;
  /** A person, drawn as a stick figure. */
  readonly isActor: boolean;
}

export interface Message {
  readonly kind: 'message';
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly arrow: string;
  readonly line: SourceLine;
}

export type BlockWord = 'alt' | 'opt' | 'loop' | 'par' | 'critical' | 'break';

export interface Branch {
  readonly label: string;
  readonly steps: SequenceStep[];
}

export interface Block {
  readonly kind: 'block';
  readonly word: BlockWord;
  readonly branches: Branch[];
  readonly line: SourceLine;
}

export type SequenceStep = Message | Block;

/** A sequence diagram as written, before it means anything. */
export interface Sequence {
  readonly participants: Map<string, Participant>;
  readonly steps: SequenceStep[];
}
