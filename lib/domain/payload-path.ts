import type { Json } from './json';

export const PAYLOAD_PARTS = ['input', 'output', 'customStatus'] as const;
export type PayloadPart = (typeof PAYLOAD_PARTS)[number];

/** A place within a payload: `input.customer.name`, `output[0].sku`, `customStatus`. */
export type PayloadPath = { readonly part: PayloadPart; readonly keys: readonly string[] };

/** The place that a text names; undefined when it names none. */
export function readPayloadPath(text: string): PayloadPath | undefined {
  const part = PAYLOAD_PARTS.find(
    (name) => text === name || text.startsWith(`${name}.`) || text.startsWith(`${name}[`),
  );
  if (part === undefined) return undefined;
  const rest = text.slice(part.length);
  if (!/^(\.[^.[\]]+|\[\d+\])*$/.test(rest)) return undefined;
  return { part, keys: [...rest.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? index ?? '') };
}

/** A place as it is written in queries: `input.lines.0.sku`; the same for however it was written. */
export function writePayloadPath({ part, keys }: PayloadPath): string {
  return [part, ...keys].join('.');
}

/** What stands at a place of a JSON text, a text as it is and anything else as JSON; undefined when nothing does. */
export function valueAt(text: string | undefined, path: PayloadPath): string | undefined {
  return text === undefined ? undefined : reader(text)(path);
}

/** The same for several places of one text, which is read once. */
export function reader(text: string): (path: PayloadPath) => string | undefined {
  const whole = parsed(text);
  return ({ keys }) => {
    const value = keys.reduce<Json | undefined>(inside, whole);
    if (value === undefined) return keys.length === 0 ? text : undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

function inside(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, Json>>)[key] : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
