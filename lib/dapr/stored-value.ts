import { Buffer } from 'node:buffer';
import type { StateRow } from './state-row';

/** The layouts of state stores that can be read. */
export const LAYOUTS = ['postgresql-v2', 'postgresql-v1', 'sqlite', 'redis'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** A value as a driver hands it over: bytes, text, or for `jsonb` what its JSON stands for. */
export type StoredValue = { readonly key: string; readonly value: unknown; readonly isBinary?: unknown };

/**
 * Takes the value out of what its layout wraps around it (dapr-protocol 4.2). Workflow rows are always bytes; text that
 * is none of that is kept as the bytes of the text, since versions before 1.15 wrote JSON.
 */
export function unwrapValue(layout: Layout, stored: StoredValue): StateRow {
  const { key, value } = stored;
  if (value === null || value === undefined) return { key, value: undefined, fault: 'holds no value' };
  if (layout === 'postgresql-v2' || layout === 'redis') {
    if (value instanceof Uint8Array) return { key, value };
    return { key, value: undefined, fault: `holds ${typeof value} where bytes were expected` };
  }
  if (!isTrue(stored.isBinary)) return { key, value: Buffer.from(plainText(layout, value)) };
  if (typeof value !== 'string') {
    return { key, value: undefined, fault: `is marked as binary and holds ${typeof value} instead of base64 text` };
  }
  const bytes = Buffer.from(value, 'base64');
  // Buffer skips what is no base64, so the way back tells whether anything was skipped.
  if (withoutPadding(bytes.toString('base64')) !== withoutPadding(value)) {
    return { key, value: undefined, fault: 'is marked as binary and is not base64' };
  }
  return { key, value: bytes };
}

function isTrue(flag: unknown): boolean {
  return flag === true || flag === 1 || flag === 1n;
}

/** `jsonb` arrives as what its JSON stands for; SQLite keeps the JSON as it was written. */
function plainText(layout: Layout, value: unknown): string {
  return layout === 'sqlite' && typeof value === 'string' ? value : JSON.stringify(value);
}

function withoutPadding(base64: string): string {
  return base64.replace(/[=\s]+$/, '');
}
