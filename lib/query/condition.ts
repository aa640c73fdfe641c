import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { StepStatus } from '@/lib/domain/step';

/**
 * What a text must look like: its parts in this order, with anything between them. One part is the whole text, exactly;
 * with more than one, case does not matter. `order-*` is ['order-', ''], `*42*` is ['', '42', ''].
 */
export type Pattern = readonly string[];

export type TextField = 'app' | 'name' | 'version' | 'id' | 'parent' | 'root' | 'rerunOf' | 'error';
export type InstantField = 'created' | 'started' | 'ended' | 'updated';

/** A span of time or of a length: at or after `from`, before `before`. */
export type Span = { readonly from?: number | undefined; readonly before?: number | undefined };

/** A span of numbers. Each end belongs to it, or not. */
export type NumberSpan = {
  readonly least?: NumberEnd | undefined;
  readonly most?: NumberEnd | undefined;
};
export type NumberEnd = { readonly value: number; readonly isIn: boolean };

/** What the value at a place of a payload must be: a text, or a number. */
export type ValueTest =
  { readonly kind: 'text'; readonly pattern: Pattern } | { readonly kind: 'number'; readonly span: NumberSpan };

/** What is asked of one instance. Instants are milliseconds since 1970, lengths milliseconds. */
export type StoredLeaf =
  | { readonly kind: 'status'; readonly is: InstanceStatus }
  | { readonly kind: 'text'; readonly field: TextField; readonly pattern: Pattern }
  | { readonly kind: 'tag'; readonly key: string; readonly pattern: Pattern }
  /** Instance ID or workflow name has the text somewhere, whatever its case. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'instant'; readonly field: InstantField; readonly span: Span }
  /** From its start to its end, or to `now` while it has not ended. */
  | { readonly kind: 'duration'; readonly span: Span; readonly now: Instant }
  /** An external event of that name is awaited. */
  | { readonly kind: 'waiting'; readonly pattern: Pattern }
  /** The runtime will repeat an activity whose try failed. */
  | { readonly kind: 'retrying' }
  /** Something of it could not be read where it was mirrored from. */
  | { readonly kind: 'flawed' }
  /** It has a step of such a name, in one of these states; without any, in whichever. */
  | { readonly kind: 'step'; readonly name: Pattern; readonly statuses: readonly StepStatus[] }
  /** What is kept of the value at a declared path. */
  | { readonly kind: 'payload'; readonly path: string; readonly test: ValueTest }
  /** Another workflow started it. */
  | { readonly kind: 'child' };

/** What the runtime knows, and no store: a worker of its app is connected. */
type RuntimeLeaf = { readonly kind: 'worker' };

type Tree<Leaf> =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Tree<Leaf>[] }
  | { readonly kind: 'not'; readonly of: Tree<Leaf> }
  | Leaf;

/** What an instance must be like, in a form that no database is named in: `matches` judges by it. */
export type Condition = Tree<StoredLeaf | RuntimeLeaf>;

/** A condition that a store can answer by itself. */
export type StoredCondition = Tree<StoredLeaf>;

/** The condition that no instance meets. */
export const NOTHING: StoredCondition = { kind: 'any', of: [] };
