import { type Command, Option } from 'commander';
import { type ListedSession, withTokens } from '@/lib/bootstrap/console/tokens-at';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { cellLines } from '../print/table';
import { storePlaceOf, withStoreOption, type StoreOptions } from '../store-option';

/** `perdure user sessions`: who is signed in to the console, and an end to it. */
export function addUserSessions(user: Command, context: CliContext): void {
  const sessions = user.command('sessions').description('Who is signed in to the console.');
  withStoreOption(sessions.command('list').description('Lists all sessions, newest first.'))
    .addOption(
      new Option('-o, --output <form>', 'a table, or one JSON object a line')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (options: StoreOptions & { readonly output: string }) => {
      const { sessions: all } = await withTokens(storePlaceOf(options, context), (services) => services.listSessions());
      const isJson = options.output === 'json';
      const lines = isJson ? all.map((each) => JSON.stringify(each)) : cellLines(HEAD, all.map(cellsOf));
      for (const line of lines) context.out(line);
    });
  withStoreOption(
    sessions.command('end [name]').description('Ends the sessions of somebody: they have to sign in again.'),
  )
    .option('--all', 'of everybody')
    .action(async (name: string | undefined, { all, ...options }: StoreOptions & { readonly all?: true }) => {
      refuseUnclear(name, all);
      await withTokens(storePlaceOf(options, context), (services) => services.endSessions({ name }));
      context.out(`Ended the sessions of ${name ?? 'everybody'}.`);
    });
}

function refuseUnclear(name: string | undefined, all: true | undefined): void {
  if ((name === undefined) === (all === true)) return;
  throw new AppError('invalid', 'It is not clear whose sessions are to end.', {
    hint: 'Give either a name (perdure user sessions list shows them) or --all.',
  });
}

const HEAD = ['NAME', 'ROLE', 'BY', 'ADDRESS', 'SINCE', 'LAST USED', 'UNTIL'];

function cellsOf({ name, role, method, address = '', createdAt, seenAt, expiresAt }: ListedSession): readonly string[] {
  return [name, role, method, address, ...[createdAt, seenAt, expiresAt].map((at) => new Date(at).toISOString())];
}
