import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';

/** Options that narrow a list beside the filter language. */
export type FilterOptions = {
  readonly status: readonly InstanceStatus[];
  readonly appId: readonly string[];
  readonly name: readonly string[];
};

/** Adds `--status`, `--app-id` and `--name`. */
export function withFilter(command: Command): Command {
  return command
    .addOption(
      listOption(
        '-s, --status <status>',
        'only those with this status; may repeat, or be a list with commas',
        statuses,
      ),
    )
    .addOption(listOption('-a, --app-id <id>', 'only those of this app; may repeat', oneMore))
    .addOption(listOption('-n, --name <workflow>', 'only those of this workflow; may repeat', oneMore));
}

function listOption<T>(
  flags: string,
  words: string,
  read: (text: string, before: readonly T[]) => readonly T[],
): Option {
  return new Option(flags, words).argParser(read).default([], 'any');
}

/** The filter that options and a query of the filter language mean together. */
export function filterFrom({ status, appId, name }: FilterOptions, query: string): ListFilter {
  const filter = { statuses: status, appIds: appId, names: name };
  return query.trim() === '' ? filter : { ...filter, query };
}

function statuses(text: string, before: readonly InstanceStatus[]): readonly InstanceStatus[] {
  return [...before, ...text.split(',').map(statusOf)];
}

function statusOf(text: string): InstanceStatus {
  const status = INSTANCE_STATUSES.find((one) => one === text.trim().toLowerCase());
  if (status === undefined) {
    throw new InvalidArgumentError(`There is no status "${text}". Statuses: ${INSTANCE_STATUSES.join(', ')}.`);
  }
  return status;
}

function oneMore(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
