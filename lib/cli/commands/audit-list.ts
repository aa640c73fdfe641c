import { type Command, InvalidArgumentError, Option } from 'commander';
import { listAuditAt } from '@/lib/bootstrap/store/audit-at';
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  type AuditAction,
  type AuditEntry,
  type AuditOutcome,
} from '@/lib/domain/audit';
import type { CliContext } from '../cli-context';
import { cellLines } from '../print/table';
import { storePlaceOf, type StoreOptions } from '../store-option';

const USUAL = 50;

type Options = Pick<StoreOptions, 'store'> & {
  readonly actor?: readonly string[];
  readonly action?: readonly AuditAction[];
  readonly outcome?: readonly AuditOutcome[];
  readonly app?: string;
  readonly instance?: string;
  readonly limit: number;
  readonly output: 'table' | 'json';
};

/** `perdure audit list`: who did what, newest first. */
export function addAuditList(audit: Command, context: CliContext): void {
  audit
    .command('list')
    .description('Lists who did what, newest first.')
    .option('--store <place>', 'the store: a file, or a URL of PostgreSQL; without it the one that the settings name')
    .option('--actor <name...>', 'only of these actors')
    .addOption(new Option('--action <action...>', 'only these actions').choices(AUDIT_ACTIONS))
    .addOption(new Option('--outcome <outcome...>', 'only with these outcomes').choices(AUDIT_OUTCOMES))
    .option('--app <id>', 'only about executions of this app')
    .option('--instance <id>', 'only about this instance')
    .option('--limit <count>', 'how many at most', readCount, USUAL)
    .addOption(
      new Option('-o, --output <form>', 'a table, or one JSON object a line')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (options: Options) => {
      const { actor = [], action = [], outcome = [], app: appId, instance: instanceId, limit, output } = options;
      const filter = { actors: actor, actions: action, outcomes: outcome, appId, instanceId };
      const { entries } = await listAuditAt(storePlaceOf(options, context), filter, limit);
      const lines =
        output === 'json' ? entries.map((entry) => JSON.stringify(entry)) : cellLines(HEAD, entries.map(cellsOf));
      for (const line of lines) context.out(line);
    });
}

const HEAD = ['ROW', 'TIME', 'ACTOR', 'ROLE', 'ACTION', 'TARGET', 'OUTCOME', 'REASON OR ERROR'];

function cellsOf(entry: AuditEntry): readonly string[] {
  const { seq, at, actor, action, appId, instanceId, subject = '', outcome, error, reason = '' } = entry;
  const target = appId === undefined ? subject : [`${appId}/${instanceId ?? ''}`, subject].join(' ').trim();
  const time = new Date(at).toISOString();
  return [String(seq), time, actor.name, actor.role, action, target, outcome, error ?? reason];
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a number from 1 to 999999.');
}
