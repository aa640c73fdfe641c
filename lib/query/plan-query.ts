import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import type { Condition, Pattern, Span, StoredCondition } from './condition';
import { looksLike } from './matches';

/** App IDs and workflow names that the store holds instances of. */
export type KnownKinds = { readonly appIds: readonly string[]; readonly names: readonly string[] };

/** The same, and which apps have a worker: that is asked only where a query is about it (`asksForWorkers`). */
export type KnownToPlan = KnownKinds & { readonly appsWithWorker?: readonly string[] | undefined };

/** A query as a store answers it best: what indexes and counters know, and what each row has to be asked. */
export type QueryPlan = {
  readonly filter: InstanceFilter;
  /** What the filter does not say; absent when it says all. */
  readonly rest?: StoredCondition | undefined;
  /** Nothing can match, whatever the store holds. */
  readonly isEmpty: boolean;
};

type Narrowed = {
  readonly statuses?: readonly string[];
  readonly appIds?: readonly string[];
  readonly names?: readonly string[];
  readonly created: Span;
  readonly texts: readonly string[];
  readonly rest: readonly StoredCondition[];
};

/**
 * Divides a query into a filter and the rest. Patterns of App IDs and names, and what they must not be, become the
 * known ones that fit, so that a filter about them is exact and counted; words that no known name holds are text of the ID.
 */
export function planQuery(condition: Condition, known: KnownToPlan): QueryPlan {
  const stored = withoutWorkers(condition, known.appsWithWorker ?? []);
  const all = stored.kind === 'all' ? stored.of : [stored];
  const narrowed = all.reduce<Narrowed>((so, each) => narrow(so, each, known), { created: {}, texts: [], rest: [] });
  const { statuses, appIds, names, created, texts } = narrowed;
  const [text, ...others] = texts.toSorted((one, other) => other.length - one.length);
  const rest = [...narrowed.rest, ...others.map((each): StoredCondition => ({ kind: 'words', text: each }))];
  return {
    filter: {
      statuses: INSTANCE_STATUSES.filter((status) => statuses?.includes(status)),
      appIds: appIds ?? [],
      names: names ?? [],
      createdFrom: created.from,
      createdBefore: created.before,
      text,
    },
    rest: rest.length > 1 ? { kind: 'all', of: rest } : rest[0],
    isEmpty: [statuses, appIds, names].some((values) => values?.length === 0) || isEmptySpan(created),
  };
}

/** True when the runtime has to be asked who is connected before a query can be planned. */
export function asksForWorkers(condition: Condition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(asksForWorkers);
  return condition.kind === 'not' ? asksForWorkers(condition.of) : condition.kind === 'worker';
}

/** Says of the apps what is said of their workers. */
function withoutWorkers(condition: Condition, apps: readonly string[]): StoredCondition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((each) => withoutWorkers(each, apps)) };
    case 'not':
      return { kind: 'not', of: withoutWorkers(condition.of, apps) };
    case 'worker':
      return {
        kind: 'any',
        of: apps.map((appId): StoredCondition => ({ kind: 'text', field: 'app', pattern: [appId] })),
      };
    default:
      return condition;
  }
}

function narrow(so: Narrowed, condition: StoredCondition, known: KnownKinds): Narrowed {
  if (isAbout(condition, 'status')) {
    const isOne = (leaf: StoredCondition, value: InstanceStatus): boolean =>
      leaf.kind === 'status' && leaf.is === value;
    return { ...so, statuses: common(so.statuses, valuesWhere(condition, INSTANCE_STATUSES, isOne)) };
  }
  if (isAbout(condition, 'app')) return { ...so, appIds: common(so.appIds, fitting(condition, known.appIds)) };
  if (isAbout(condition, 'name')) return { ...so, names: common(so.names, fitting(condition, known.names)) };
  if (condition.kind === 'instant' && condition.field === 'created') {
    return { ...so, created: overlap(so.created, condition.span) };
  }
  if (condition.kind === 'words' && !known.names.some((name) => looksLike(name, ['', condition.text, '']))) {
    return { ...so, texts: [...so.texts, condition.text] };
  }
  return { ...so, rest: [...so.rest, condition] };
}

/** True when a condition asks for nothing but this one thing, whatever is made of it with any, all and not. */
function isAbout(condition: StoredCondition, what: 'status' | 'app' | 'name'): boolean {
  if (condition.kind === 'not') return isAbout(condition.of, what);
  if (condition.kind === 'any' || condition.kind === 'all') {
    return condition.of.length > 0 && condition.of.every((each) => isAbout(each, what));
  }
  return condition.kind === 'text' ? condition.field === what : condition.kind === what;
}

/** Known values that meet a condition about them; one that is named and not known stays, since it may come. */
function fitting(condition: StoredCondition, known: readonly string[]): readonly string[] {
  const candidates = [...new Set([...known, ...exactTexts(condition)])];
  return valuesWhere(condition, candidates, (each, value) => each.kind === 'text' && looksLike(value, each.pattern));
}

function exactTexts(condition: StoredCondition): readonly string[] {
  if (condition.kind === 'any' || condition.kind === 'all') return condition.of.flatMap(exactTexts);
  const isExact = (pattern: Pattern): boolean => pattern.length === 1;
  return condition.kind === 'text' && isExact(condition.pattern) ? condition.pattern : [];
}

function valuesWhere<T>(
  condition: StoredCondition,
  values: readonly T[],
  isMet: (leaf: StoredCondition, value: T) => boolean,
): readonly T[] {
  const holds = (each: StoredCondition, value: T): boolean => {
    if (each.kind === 'all') return each.of.every((one) => holds(one, value));
    if (each.kind === 'any') return each.of.some((one) => holds(one, value));
    if (each.kind === 'not') return !holds(each.of, value);
    return isMet(each, value);
  };
  return values.filter((value) => holds(condition, value));
}

function common(before: readonly string[] | undefined, values: readonly string[]): readonly string[] {
  return before === undefined ? values : before.filter((value) => values.includes(value));
}

function overlap(one: Span, other: Span): Span {
  return { from: bound(Math.max, one.from, other.from), before: bound(Math.min, one.before, other.before) };
}

function bound(pick: (a: number, b: number) => number, a: number | undefined, b: number | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return pick(a, b);
}

function isEmptySpan({ from, before }: Span): boolean {
  return from !== undefined && before !== undefined && from >= before;
}
