import microdiff from 'microdiff';
import type { Json } from '@/lib/domain/json';

/** One place in which two things differ. */
export type DifferingLine = {
  /** A path such as `$.items[2].sku`, or the name of a fact. */
  readonly label: string;
  /** The value as text; `undefined` where there is none. */
  readonly a: string | undefined;
  readonly b: string | undefined;
};

type Tree = Json | undefined;

const numeric = new Intl.Collator('en', { numeric: true });
const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** Every path in which two payloads differ, in the order of paths. Text that is no JSON differs as a whole. */
export function comparePayloads(a: string | undefined, b: string | undefined): readonly DifferingLine[] {
  if (a === b) return [];
  const [left, right] = [treeOf(a), treeOf(b)];
  const changes = left.isJson === right.isJson || a === undefined || b === undefined ? pathsOf(left, right) : undefined;
  return changes ?? [{ label: '$', a, b }];
}

function pathsOf(left: Parsed, right: Parsed): readonly DifferingLine[] | undefined {
  try {
    return microdiff(rooted(left.tree), rooted(right.tree), { cyclesFix: false })
      .map(({ path, ...change }) => ({
        label: pathWords(path.slice(1)),
        a: change.type === 'CREATE' ? undefined : JSON.stringify(change.oldValue),
        b: change.type === 'REMOVE' ? undefined : JSON.stringify(change.value),
      }))
      .sort((one, other) => byPath(one.label, other.label));
  } catch (error) {
    // Nested more deeply than can be followed.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Under one key, so that a difference at the top is one like any other. */
function rooted(tree: Tree): Record<string, unknown> {
  return tree === undefined ? {} : { $: tree };
}

function byPath(one: string, other: string): number {
  return numeric.compare(one, other) || (one < other ? -1 : 1);
}

function pathWords(path: readonly (string | number)[]): string {
  return path.reduce<string>((words, part) => {
    if (typeof part === 'number') return `${words}[${part}]`;
    return PLAIN_KEY.test(part) ? `${words}.${part}` : `${words}[${JSON.stringify(part)}]`;
  }, '$');
}

type Parsed = { readonly tree: Tree; readonly isJson: boolean };

function treeOf(text: string | undefined): Parsed {
  if (text === undefined) return { tree: undefined, isJson: true };
  try {
    return { tree: JSON.parse(text, exactly) as Json, isJson: true };
  } catch {
    return { tree: text, isJson: false };
  }
}

/**
 * Keeps numbers apart that only differ in digits a number cannot hold, where the browser tells what was written; and
 * objects free of what they would inherit, so that a key such as `constructor` is one like any other.
 */
function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : keptDigits(value, context?.source);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.assign(Object.create(null) as object, value);
}

function keptDigits(value: number, source: string | undefined): unknown {
  return source === undefined || !/^-?\d+$/.test(source) ? value : source;
}
