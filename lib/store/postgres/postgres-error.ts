import { AppError } from '@/lib/domain/app-error';

/** A failure of PostgreSQL in the words of the domain; an AppError or a fault of our own passes unchanged. */
export function fromPostgresError(error: unknown, store: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code.startsWith('23')) {
    return new AppError('conflict', `The store ${store} refused a write: ${error.message}.`, { cause: error });
  }
  if (code === '54000') {
    return new AppError('invalid', `The store ${store} refused an ID or a name that is too long (${error.message}).`, {
      hint: 'App ID, workflow name and instance ID must fit into 2,000 bytes together.',
      cause: error,
    });
  }
  const known = TROUBLES.find(({ is }) => is(code, error));
  if (known === undefined) return error;
  return new AppError('unavailable', `The store ${store} ${known.problem} (${error.message}).`, {
    hint: known.hint,
    cause: error,
  });
}

/** Whether the connection is gone, or going, so that nothing is known of what was under way on it. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return /^(08|57P0[1-5])/.test(code) || isNetworkTrouble(code, error);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isNetworkTrouble(code: string, { message }: Error): boolean {
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOENT)/.test(code) ||
    /connection (terminated|error)|not queryable|read timeout|timeout expired/i.test(message)
  );
}

type Trouble = {
  readonly is: (code: string, error: Error) => boolean;
  readonly problem: string;
  readonly hint: string;
};

const starts =
  (...beginnings: readonly string[]) =>
  (code: string): boolean =>
    beginnings.some((beginning) => code.startsWith(beginning));

const TROUBLES: readonly Trouble[] = [
  {
    is: starts('28P01', '28000'),
    problem: 'refused the sign-in',
    hint: 'Check user and password in DATABASE_URL, and that pg_hba.conf of the server lets this user in from here.',
  },
  {
    is: (code, { message }) => code === '' && /SASL|password/i.test(message),
    problem: 'wants a password',
    hint: 'Put it into DATABASE_URL (postgresql://user:password@host/database) or into PGPASSWORD.',
  },
  {
    is: starts('3D000'),
    problem: 'does not exist',
    hint: 'Create the database (for example with createdb), or name another one in DATABASE_URL.',
  },
  {
    is: (code, { message }) =>
      /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/.test(code) ||
      /SSL connection|does not support SSL|certificate/i.test(message),
    problem: 'cannot be reached over TLS',
    hint:
      'Name the certificate of its authority with sslrootcert=/path/ca.pem in DATABASE_URL. sslmode=no-verify encrypts ' +
      'without checking who answers, sslmode=disable does not encrypt.',
  },
  {
    is: (code, { message }) => starts('28')(code) || /pg_hba/.test(message),
    problem: 'refused the connection',
    hint: 'Allow it in pg_hba.conf of the server, with or without TLS as sslmode in DATABASE_URL says.',
  },
  {
    is: starts('42501', '3F000'),
    problem: 'gives this user too few rights',
    hint: 'Let the user own the database, or grant CREATE and USAGE on its schema and all rights on the tables.',
  },
  {
    is: starts('25006'),
    problem: 'is read-only',
    hint: 'Name the primary in DATABASE_URL, not a standby.',
  },
  {
    is: starts('53100'),
    problem: 'cannot grow: the disk is full',
    hint: 'Free some space; the runtime goes on by itself.',
  },
  {
    is: starts('53300'),
    problem: 'has no connection left',
    hint: 'Raise max_connections of the server, or close other clients.',
  },
  {
    is: starts('57P01', '57P02', '57P03', '08'),
    problem: 'is stopping, starting or was restarted',
    hint: 'The runtime goes on by itself once the server answers again.',
  },
  {
    is: (code) => code.startsWith('ENOTFOUND') || code.startsWith('EAI_'),
    problem: 'cannot be found',
    hint: 'Check the host name in DATABASE_URL.',
  },
  {
    is: isNetworkTrouble,
    problem: 'cannot be reached',
    hint: 'Start the server, or check host and port in DATABASE_URL.',
  },
  {
    is: (code) => /^[0-9A-Z]{5}$/.test(code),
    problem: 'failed',
    hint: 'See the log of the server.',
  },
];
