import fc from 'fast-check';

/** Ways that data or answers choose between, or that are all taken. */
export interface Ways {
  readonly kind: 'data' | 'answers' | 'all' | 'some';
  readonly ways: readonly Block[];
}

/** A piece of a process with one way in and one way out. */
export type Block =
  | { readonly kind: 'task' | 'wait' | 'pause' | 'send' | 'looped' | 'undoable' }
  | { readonly kind: 'many'; readonly order: 'sequential' | 'parallel'; readonly inside?: Block }
  | { readonly kind: 'row'; readonly of: readonly Block[] }
  | Ways
  | { readonly kind: 'events'; readonly ways: readonly Block[] }
  | { readonly kind: 'loop'; readonly body: Block; readonly back?: Block }
  /** An activity with a boundary event, and what it leads to. */
  | { readonly kind: 'interrupted'; readonly by: 'timer' | 'message' | 'error'; readonly then: Block }
  | { readonly kind: 'accompanied'; readonly by: 'timer' | 'message' }
  | { readonly kind: 'child'; readonly inside: Block; readonly onError?: Block }
  /** Tasks, each followed by a choice between some of them and the way out: loops that cross each other. */
  | { readonly kind: 'tangle'; readonly jumps: readonly (readonly number[])[] };

/** Any block that the rules pass, of at most this depth. */
export function randomBlock(depth: number): fc.Arbitrary<Block> {
  const leaf = fc.constantFrom<Block>(
    ...[{ kind: 'task' as const }, { kind: 'task' as const }, { kind: 'wait' as const }, { kind: 'pause' as const }],
    ...[{ kind: 'send' as const }, { kind: 'looped' as const }, { kind: 'undoable' as const }],
    ...[
      { kind: 'many' as const, order: 'parallel' as const },
      { kind: 'many' as const, order: 'sequential' as const },
    ],
    ...[
      { kind: 'accompanied' as const, by: 'timer' as const },
      { kind: 'accompanied' as const, by: 'message' as const },
    ],
  );
  if (depth === 0) return leaf;
  const inner = randomBlock(depth - 1);
  const ways = fc.array(inner, { minLength: 2, maxLength: 3 });
  const waysOf = fc
    .constantFrom('data', 'answers', 'all', 'all', 'some', 'events')
    .chain((kind) => ways.map((all): Block => ({ kind, ways: all })));
  return fc.oneof(
    leaf,
    { arbitrary: waysOf, weight: 3 },
    fc.array(inner, { minLength: 2, maxLength: 4 }).map((of): Block => ({ kind: 'row', of })),
    fc.record({ kind: fc.constant('loop'), body: inner, back: inner }, { requiredKeys: ['kind', 'body'] }),
    fc.record({ kind: fc.constant('interrupted'), by: fc.constantFrom('timer', 'message', 'error'), then: inner }),
    fc.record({ kind: fc.constant('child'), inside: inner, onError: inner }, { requiredKeys: ['kind', 'inside'] }),
    fc.record({ kind: fc.constant('many'), order: fc.constantFrom('sequential', 'parallel'), inside: inner }),
    tangle,
  );
}

const tangle: fc.Arbitrary<Block> = fc
  .array(fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 0, maxLength: 2 }), { minLength: 2, maxLength: 4 })
  .map((jumps): Block => ({ kind: 'tangle', jumps: jumps.map((to) => to.filter((each) => each < jumps.length)) }));
