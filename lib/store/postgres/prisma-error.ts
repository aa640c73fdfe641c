import { fromPostgresError } from './postgres-error';

/** What Prisma's adapter makes of an error of the driver. */
type AdapterCause = {
  readonly kind: string;
  readonly originalCode?: string;
  readonly originalMessage?: string;
  readonly code?: string;
  readonly reason?: string;
};

/** The adapter names some troubles of the network by a word of its own. */
const CODE_OF_KIND: Readonly<Record<string, string>> = {
  DatabaseNotReachable: 'ECONNREFUSED',
  ConnectionClosed: 'ECONNRESET',
  SocketTimeout: 'ETIMEDOUT',
  TlsConnectionError: 'ERR_TLS',
};

/** A failure of Prisma on PostgreSQL in the words of the domain; a fault of our own passes unchanged. */
export function fromPrismaError(error: unknown, store: string): unknown {
  const cause = causeOf(error);
  if (cause === undefined) return fromPostgresError(error, store);
  const code = cause.originalCode ?? cause.code ?? CODE_OF_KIND[cause.kind];
  if (code === undefined) return error;
  const message = cause.originalMessage ?? cause.reason ?? 'no answer';
  return fromPostgresError(Object.assign(new Error(message, { cause: error }), { code }), store);
}

function causeOf(error: unknown): AdapterCause | undefined {
  const meta = property(error, 'meta');
  const cause = property(property(meta, 'driverAdapterError'), 'cause');
  // Safe: this is the form in which the adapter hands its errors on.
  return typeof property(cause, 'kind') === 'string' ? (cause as AdapterCause) : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
