import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationMs } from '@/lib/bootstrap/config/quantity';
import { type ListedToken, withTokens } from '@/lib/bootstrap/console/tokens-at';
import { ROLES, type Role } from '@/lib/domain/actor';
import type { CliContext } from '../cli-context';
import { cellLines } from '../print/table';
import { storePlaceOf, withStoreOption, type StoreOptions } from '../store-option';

type CreateOptions = StoreOptions & {
  readonly role: Role;
  readonly app?: readonly string[];
  readonly workflow?: readonly string[];
  readonly payloads?: true;
  readonly expires?: number;
};

/** `perdure token`: tokens of programs that use the console's HTTP API. */
export function addToken(program: Command, context: CliContext): void {
  const token = program.command('token').description('API tokens for the HTTP API of the console.');
  addCreate(token, context);
  addList(token, context);
  withStoreOption(token.command('revoke <id>').description('Takes a token out of use.')).action(
    async (id: string, options: StoreOptions) => {
      await withTokens(storePlaceOf(options, context), (services) => services.revokeToken(id));
      context.out(`Revoked ${id}.`);
    },
  );
}

function addCreate(token: Command, context: CliContext): void {
  withStoreOption(token.command('create <name>').description('Makes a token and prints it, this once.'))
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('viewer'))
    .option('--app <pattern...>', 'only executions of these apps')
    .option('--workflow <pattern...>', 'only these workflows')
    .option('--payloads', 'it may see inputs, outputs and data of events')
    .option('--expires <time>', 'how long it is good: 30d, 12h; without it until it is revoked', readTime)
    .action(async (name: string, options: CreateOptions) => {
      const { role, app = [], workflow = [], payloads = false, expires } = options;
      const grant = { role, scope: { apps: app, workflows: workflow }, seesPayloads: payloads };
      const expiresAt = expires === undefined ? undefined : Date.now() + expires;
      const { secret, token: made } = await withTokens(storePlaceOf(options, context), (services) =>
        services.createToken({ name, ...grant, expiresAt }),
      );
      context.err(`Token ${made.id} (${role}). It is shown this once; send it as Authorization: Bearer ….`);
      context.out(secret);
    });
}

function addList(token: Command, context: CliContext): void {
  withStoreOption(token.command('list').description('Lists all tokens, newest first.'))
    .addOption(
      new Option('-o, --output <form>', 'a table, or one JSON object a line')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (options: StoreOptions & { readonly output: string }) => {
      const { tokens } = await withTokens(storePlaceOf(options, context), (services) => services.listTokens());
      const isJson = options.output === 'json';
      const now = Date.now();
      const rows = tokens.map((each) => cellsOf(each, now));
      const lines = isJson ? tokens.map((each) => JSON.stringify(each)) : cellLines(HEAD, rows);
      for (const line of lines) context.out(line);
    });
}

const HEAD = ['ID', 'NAME', 'ROLE', 'APPS', 'WORKFLOWS', 'PAYLOADS', 'STATE', 'LAST USED'];

function cellsOf(token: ListedToken, now: number): readonly string[] {
  const { id, name, role, scope, seesPayloads, usedAt } = token;
  const words = (patterns: readonly string[]): string => (patterns.length === 0 ? 'all' : patterns.join(','));
  const last = usedAt === undefined ? 'never' : new Date(usedAt).toISOString();
  return [
    id,
    name,
    role,
    words(scope.apps),
    words(scope.workflows),
    seesPayloads ? 'yes' : 'no',
    stateOf(token, now),
    last,
  ];
}

function stateOf({ revokedAt, expiresAt }: ListedToken, now: number): string {
  if (revokedAt !== undefined) return 'revoked';
  if (expiresAt === undefined) return 'in use';
  return expiresAt <= now ? 'expired' : `until ${new Date(expiresAt).toISOString()}`;
}

function readTime(text: string): number {
  const ms = durationMs(text);
  if (ms === undefined || ms <= 0) throw new InvalidArgumentError('Write a length such as 30d or 12h.');
  return ms;
}
