import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/domain/app-error';
import { withoutPassword } from '@/lib/domain/without-password';

/** Where the store is: a file of SQLite, or a database of PostgreSQL. The URL may hold a password. */
export type StorePlace =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

/** Parameters of the URL that other programs know and that would be passed over in silence here. */
const UNKNOWN_PARAMETERS = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer'];

/** The store that a URL names, or undefined without one. Throws `invalid`, by the name of the setting. */
export function readStorePlace(url: string | undefined, setting = 'DATABASE_URL'): StorePlace | undefined {
  if (url === undefined) return undefined;
  if (/^postgres(ql)?:/.test(url)) return { kind: 'postgres', url: checkedUrl(url, setting) };
  const path = /^file:[^?#]+$/.test(url) ? pathOf(url) : undefined;
  if (path !== undefined) return { kind: 'sqlite', path };
  throw new AppError(
    'invalid',
    `${setting} is "${withoutPassword(url)}". Allowed: file: followed by a path, or postgresql://user:password@host:port/database.`,
    { hint: 'For example file:./data/perdure.db. Remove it to use perdure.db in the data folder.' },
  );
}

/** The place as it may be shown: a path, or a URL without its password. */
export function storeName(store: StorePlace): string {
  return store.kind === 'sqlite' ? store.path : withoutPassword(store.url);
}

/** The same place for a process that runs in another folder. */
export function absolutePlace(store: StorePlace): StorePlace {
  return store.kind === 'sqlite' ? { ...store, path: resolve(store.path) } : store;
}

function checkedUrl(url: string, setting: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.pathname.length < 2) {
    throw new AppError('invalid', `${setting} is "${withoutPassword(url)}", which names no database of PostgreSQL.`, {
      hint: 'Write postgresql://user:password@host:port/database; signs such as @ / : # in a password as %40 %2F %3A %23.',
    });
  }
  const unknown = UNKNOWN_PARAMETERS.find((name) => parsed.searchParams.has(name));
  if (unknown === undefined) return url;
  throw new AppError('invalid', `${setting} has the parameter "${unknown}", which Perdure does not know.`, {
    hint:
      unknown === 'schema'
        ? 'Give the user a search_path instead: ALTER ROLE … SET search_path = ….'
        : `Remove "${unknown}" from the URL.`,
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
