import type { Command } from 'commander';
import { verifyStoreAt, type StoreDifference, type StoreVerified } from '@/lib/bootstrap/store/verify-store-at';
import type { CliContext } from '../cli-context';
import { differenceLine } from '../print/difference-line';
import { countText } from '../print/quantities';
import { storePlaceOf, withStoreOptions, type StoreOptions } from '../store-option';

const DIFFERENCES = 1;

/** `perdure db verify`: exit code 0 when the store is as it should be, 1 when it is not. */
export function addDbVerify(db: Command, context: CliContext): void {
  const command = db
    .command('verify')
    .description('Recomputes from history all that follows from it, and reports what differs; a runtime may go on.');
  withStoreOptions(command).action(async (options: StoreOptions) => {
    const isJson = options.json === true;
    const report = (difference: StoreDifference): void =>
      context.out(isJson ? JSON.stringify({ difference }) : differenceLine(difference));
    const verified = await verifyStoreAt(storePlaceOf(options, context), report);
    const { differences } = verified;
    context.out(
      isJson ? JSON.stringify({ verified }) : `${readText(verified)}: ${countText(differences, 'difference')}.`,
    );
    if (differences > 0) context.endWith(DIFFERENCES);
  });
}

function readText({ instances, events, auditRows }: StoreVerified): string {
  const [first, second] = [countText(instances, 'instance'), countText(events, 'history event')];
  if (auditRows === 0) return `${first} and ${second} read`;
  return `${first}, ${second} and ${countText(auditRows, 'row')} of the audit log read`;
}
