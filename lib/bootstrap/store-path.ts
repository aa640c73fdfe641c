import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';

/** The SQLite file that `DATABASE_URL` names, or undefined when the variable is absent. Throws `invalid`. */
export function readStorePath(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (/^postgres(ql)?:/.test(url)) {
    throw new AppError(
      'invalid',
      'DATABASE_URL names a PostgreSQL database, which this version does not support yet.',
      {
        hint: 'Use a file, for example DATABASE_URL=file:./data/perdure.db, or remove DATABASE_URL for the default.',
      },
    );
  }
  const path = /^file:[^?#]+$/.test(url) ? pathOf(url) : undefined;
  if (path !== undefined) return path;
  throw new AppError('invalid', `DATABASE_URL is "${withoutPassword(url)}". Allowed: file: followed by a path.`, {
    hint: 'For example DATABASE_URL=file:./data/perdure.db. Remove it to use perdure.db in PERDURE_DATA_DIR.',
  });
}

function pathOf(url: string): string | undefined {
  if (!url.startsWith('file://')) return url.slice('file:'.length);
  try {
    return fileURLToPath(url);
  } catch {
    return undefined; // `file://host/path` means another machine; the caller words the refusal
  }
}

/** Error messages end up in logs. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@');
}
