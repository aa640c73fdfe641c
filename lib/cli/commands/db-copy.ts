import type { Command } from 'commander';
import { copyStoreAt, type TableComparison } from '@/lib/bootstrap/store/copy-store-at';
import type { CliContext } from '../cli-context';
import { countText } from '../print/quantities';
import { namedPlace } from '../store-option';

const DIFFERENCES = 1;
const ROWS_PER_LINE = 10_000;

type CopyOptions = { readonly from: string; readonly to: string; readonly json?: true };

/** `perdure db copy --from <place> --to <place>`: exit code 1 when both stores differ at the end. */
export function addDbCopy(db: Command, context: CliContext): void {
  const command = db
    .command('copy')
    .description('Copies a store to an empty one, between SQLite and PostgreSQL too; goes on where it was cut off.')
    .requiredOption('--from <place>', 'the store to copy: a file, or a URL of PostgreSQL')
    .requiredOption('--to <place>', 'a file that does not exist, or an empty database of PostgreSQL')
    .option('--json', 'one JSON object, for programs');
  command.action(async ({ from, to, json }: CopyOptions) => {
    const tables = await copyStoreAt({
      from: namedPlace(from, '--from'),
      to: namedPlace(to, '--to'),
      report: progressLines(context.err),
      onWait: (store, longestMs) =>
        context.err(
          `The store ${store} has a holder that may be gone; waiting up to ${longestMs} ms for a sign of life.`,
        ),
    });
    const isComplete = tables.every((table) => table.isEqual);
    if (json === true) context.out(JSON.stringify({ isComplete, tables }));
    else for (const line of [...tables.map(tableLine), endLine(isComplete)]) context.out(line);
    if (!isComplete) context.endWith(DIFFERENCES);
  });
}

function progressLines(err: (line: string) => void) {
  let told = { table: '', lines: -1 };
  return ({ table, rows }: { readonly table: string; readonly rows: number }): void => {
    const lines = Math.floor(rows / ROWS_PER_LINE);
    if (table === told.table && lines === told.lines) return;
    told = { table, lines };
    err(`${table}: ${countText(rows, 'row')} copied …`);
  };
}

function tableLine({ table, from, to, isEqual }: TableComparison): string {
  const sum = ({ rows, checksum }: typeof from): string => `${countText(rows, 'row')}, ${checksum.slice(0, 16)}`;
  return isEqual ? `${table}: equal (${sum(from)})` : `${table}: DIFFERENT (${sum(from)}; in the copy ${sum(to)})`;
}

function endLine(isComplete: boolean): string {
  return isComplete
    ? 'The copy is complete and can be used.'
    : 'The copy is not the same as the store; no runtime will take it. Empty it and copy again.';
}
