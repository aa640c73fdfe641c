import { AppError } from '@/lib/domain/app-error';
import type { Instant } from '@/lib/domain/instant';

/** The place in a list just after one instance: lists are ordered by (created, key), newest first. */
export type PagePosition = { readonly createdAt: Instant; readonly key: number };

/** An opaque text for a position, fit for a URL. */
export function encodeCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.createdAt, position.key]), 'utf8').toString('base64url');
}

/** The position in a text made by `encodeCursor`; throws `invalid` for any other text. */
export function decodeCursor(cursor: string): PagePosition {
  const [createdAt, key] = parts(cursor);
  if (typeof createdAt === 'number' && typeof key === 'number' && Number.isSafeInteger(key)) return { createdAt, key };
  throw badCursor(cursor);
}

function parts(cursor: string): readonly unknown[] {
  if (!/^[\w-]{1,200}$/.test(cursor)) throw badCursor(cursor);
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) && value.length === 2 ? value : [];
  } catch (error) {
    throw badCursor(cursor, error);
  }
}

function badCursor(cursor: string, cause?: unknown): AppError {
  return new AppError('invalid', `"${cursor.slice(0, 40)}" is not a page of this list.`, {
    hint: 'Start again from the first page.',
    cause,
  });
}
