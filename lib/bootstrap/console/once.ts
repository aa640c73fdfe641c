const KEY = Symbol.for('perdure.console');

/**
 * Makes a thing at the first call and gives the same one from then on. Next loads modules more than once (bundles, hot
 * reload), so the memory hangs on `globalThis`. A maker that throws is tried again at the next call.
 */
export function once<T>(name: string, make: () => T): T {
  const made = memory();
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as T; // set by `make` of the same name in this process
}

function memory(): Map<string, unknown> {
  const kept: unknown = Reflect.get(globalThis, KEY);
  if (kept instanceof Map) return kept;
  const fresh = new Map<string, unknown>();
  Reflect.set(globalThis, KEY, fresh);
  return fresh;
}
