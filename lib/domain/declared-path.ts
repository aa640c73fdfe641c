import {
  PAYLOAD_PARTS,
  reader,
  readPayloadPath,
  writePayloadPath,
  type PayloadPart,
  type PayloadPath,
} from './payload-path';

/** A place in payloads by which lists may be filtered. Not complete: what was stored before it was declared is being read. */
export type DeclaredPath = { readonly path: string; readonly isComplete: boolean };

/** What a store keeps of a value at a declared place. */
export type KeptValue = {
  readonly value: string;
  /** The value again, when it reads as a number. */
  readonly number: number | undefined;
};

export type Payloads = Readonly<Partial<Record<PayloadPart, string | undefined>>>;

/** How many paths may be declared: each costs every commit that writes a payload. */
export const MOST_DECLARED = 16;
/** Characters that are kept of a value. */
export const KEPT_LENGTH = 200;
/** Characters of the largest payload that is read for its values. */
export const LARGEST_READ_PAYLOAD = 65_536;

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/i;

/** A path as it is declared and asked for; undefined for what a query could not name. */
export function declarablePath(text: string): string | undefined {
  const path = readPayloadPath(text);
  return path === undefined || /[\s":,*]/.test(text) ? undefined : writePayloadPath(path);
}

/**
 * What is kept of the values at paths: their first characters, as a column of the list shows them. Nothing where nothing
 * stands, or the payload is too large to be read along with a commit.
 */
export function keptValues(payloads: Payloads, paths: readonly PayloadPath[]): readonly (KeptValue | undefined)[] {
  const readers = PAYLOAD_PARTS.map((part) => {
    const payload = payloads[part];
    const isRead = paths.some((path) => path.part === part) && payload !== undefined;
    return isRead && payload.length <= LARGEST_READ_PAYLOAD ? reader(payload) : undefined;
  });
  return paths.map((path) => kept(readers[PAYLOAD_PARTS.indexOf(path.part)]?.(path)));
}

function kept(text: string | undefined): KeptValue | undefined {
  if (text === undefined) return undefined;
  const value = text.slice(0, KEPT_LENGTH).toWellFormed().replaceAll('\0', '\ufffd');
  return { value, number: numberOf(value) };
}

/** The number that a text is, if it is one. */
export function numberOf(text: string): number | undefined {
  const number = NUMBER.test(text) ? Number(text) : Infinity;
  return Number.isFinite(number) ? number : undefined;
}
