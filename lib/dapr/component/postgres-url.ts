import { AppError } from '@/lib/domain/app-error';

const FIELDS = ['host', 'hostaddr', 'port', 'database', 'dbname', 'user', 'password', 'sslrootcert'] as const;

/**
 * The URL that a PostgreSQL component connects to. It may be written as a URL or as `host=… user=…`; the fields beside it
 * take precedence, as with Dapr. Throws `invalid` when it names no server.
 */
export function postgresUrl(metadata: ReadonlyMap<string, string>, component: string): string {
  const text = metadata.get('connectionstring') ?? metadata.get('url') ?? '';
  const isUrl = /^postgres(ql)?:\/\//.test(text);
  const settings = isUrl ? fromUrl(text, component) : fromWords(text);
  for (const field of FIELDS) {
    const value = metadata.get(field);
    if (value !== undefined && value !== '') settings.set(field, value);
  }
  return toUrl(settings, component);
}

function fromUrl(text: string, component: string): Map<string, string> {
  if (!URL.canParse(text)) throw unusable(component, 'its connection string is not a URL');
  const url = new URL(text);
  const parts: readonly (readonly [string, string])[] = [
    ['host', url.hostname],
    ['port', url.port],
    ['user', decodeURIComponent(url.username)],
    ['password', decodeURIComponent(url.password)],
    ['database', decodeURIComponent(url.pathname.slice(1))],
    ...url.searchParams,
  ];
  return new Map(parts.filter(([, value]) => value !== ''));
}

/** `host=localhost password='it''s'`: values with blanks are in single quotes; a backslash takes the next sign as it is. */
function fromWords(text: string): Map<string, string> {
  const words = text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s\\]|\\.)*))/g);
  return new Map(
    [...words].map(([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      (quoted ?? bare ?? '').replace(/\\(.)/g, '$1'),
    ]),
  );
}

function toUrl(settings: ReadonlyMap<string, string>, component: string): string {
  const host = settings.get('hostaddr') ?? settings.get('host');
  if (host === undefined) throw unusable(component, 'neither connectionString nor host names a server');
  const url = new URL('postgresql://localhost');
  if (host.startsWith('/')) url.searchParams.set('host', host);
  else url.hostname = host;
  url.port = settings.get('port') ?? '';
  url.username = encodeURIComponent(settings.get('user') ?? '');
  url.password = encodeURIComponent(settings.get('password') ?? '');
  url.pathname = `/${encodeURIComponent(settings.get('database') ?? settings.get('dbname') ?? '')}`;
  for (const name of ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']) {
    const value = settings.get(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

function unusable(component: string, why: string): AppError {
  return new AppError('invalid', `The component '${component}' cannot be connected to: ${why}.`);
}
