import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';

/** The SQLite file that a URL names, or undefined without one. Throws `invalid`, by the name of the setting. */
export function readStorePath(url: string | undefined, setting = 'DATABASE_URL'): string | undefined {
  if (url === undefined) return undefined;
  if (/^postgres(ql)?:/.test(url)) {
    throw new AppError('invalid', `${setting} names a PostgreSQL database, which this version does not support yet.`, {
      hint: `Use a file, for example file:./data/perdure.db, or remove ${setting} for the default.`,
    });
  }
  const path = /^file:[^?#]+$/.test(url) ? pathOf(url) : undefined;
  if (path !== undefined) return path;
  throw new AppError('invalid', `${setting} is "${withoutPassword(url)}". Allowed: file: followed by a path.`, {
    hint: 'For example file:./data/perdure.db. Remove it to use perdure.db in the data folder.',
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
