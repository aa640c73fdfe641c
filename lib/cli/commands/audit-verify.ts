import { type Command, InvalidArgumentError } from 'commander';
import { verifyAuditAt, type AuditFault, type AuditMark } from '@/lib/bootstrap/store/audit-at';
import type { CliContext } from '../cli-context';
import { countText } from '../print/quantities';
import { storePlaceOf, withStoreOptions, type StoreOptions } from '../store-option';

const FAULTS = 1;

type Options = StoreOptions & { readonly head?: AuditMark };

/** `perdure audit verify`: exit code 0 when the log is as it was written, 1 when it is not. */
export function addAuditVerify(audit: Command, context: CliContext): void {
  const command = audit
    .command('verify')
    .description('Checks that no row of the audit log was changed, taken out or moved; others may go on writing to it.')
    .option('--head <row:hash>', 'a newest row that an earlier check told of: it has to be there still', readHead);
  withStoreOptions(command).action(async (options: Options) => {
    const isJson = options.json === true;
    const report = (fault: AuditFault): void =>
      context.out(isJson ? JSON.stringify({ fault }) : `Row ${fault.seq}: ${fault.what}.`);
    const verified = await verifyAuditAt(storePlaceOf(options, context), report, options.head);
    const { rows, faults, head } = verified;
    const newest = head === undefined ? '' : ` Newest: ${head.seq}:${head.hash}`;
    const text = `${countText(rows, 'row')} read: ${countText(faults, 'fault')}.${newest}`;
    context.out(isJson ? JSON.stringify({ verified }) : text);
    if (faults > 0) context.endWith(FAULTS);
  });
}

function readHead(text: string): AuditMark {
  const [, seq, hash] = /^(\d+):([\da-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('Write it as it was told: 12:0a1b….');
  return { seq: Number(seq), hash };
}
