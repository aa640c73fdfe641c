import type { Json } from '@/lib/domain/json';

/** Why a text is not JSON, in one sentence; `undefined` when it is, or when it is empty (no payload). */
export function whyNotJson(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return `This is not valid JSON: ${reason}. Text needs double quotes: "like this".`;
  }
}

/**
 * Where two JSON texts first differ, as a path such as `$.items[2].sku`; `undefined` when they mean the same. Text that
 * is no JSON differs at the root.
 */
export function firstDifference(before: string, after: string): string | undefined {
  if (before === after) return undefined;
  const [one, other] = [parsed(before), parsed(after)];
  if (one === undefined || other === undefined) return '$';
  return differenceAt('$', one.value, other.value);
}

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function differenceAt(path: string, one: Json, other: Json): string | undefined {
  if (Object.is(one, other)) return undefined;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) return path;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const at = Array.isArray(one) ? `${path}[${key}]` : `${path}.${key}`;
    const [a, b] = [left.get(key), right.get(key)];
    if (a === undefined || b === undefined) return at;
    const deeper = differenceAt(at, a, b);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

function isContainer(value: Json): value is Exclude<Json, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}
