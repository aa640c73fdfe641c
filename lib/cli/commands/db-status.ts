import type { Command } from 'commander';
import { openStoreAdmin, type StoreStatus } from '@/lib/bootstrap/store/open-store-admin';
import type { CliContext } from '../cli-context';
import { factLines } from '../print/facts';
import { countText, sizeText } from '../print/quantities';
import { storePlaceOf, withStoreOptions, type StoreOptions } from '../store-option';

/** `perdure db status` */
export function addDbStatus(db: Command, context: CliContext): void {
  const command = db.command('status').description('Says what is in the store, who has it, and what is pending.');
  withStoreOptions(command).action(async (options: StoreOptions) => {
    const status = await openStoreAdmin(storePlaceOf(options, context)).status();
    const lines = options.json === true ? [JSON.stringify(status)] : factLines(factsOf(status));
    for (const line of lines) context.out(line);
  });
}

function factsOf(status: StoreStatus): readonly (readonly [string, string])[] {
  const { store, database, bytes, schema = 'none', pending, revision } = status;
  return [
    ['Store', `${store} (${database}, ${sizeText(bytes)})`],
    ['Schema', `${schema}, ${pending.length === 0 ? 'nothing pending' : `pending: ${pending.join(', ')}`}`],
    ['In use by', holderText(status)],
    ['Instances', instancesText(status)],
    ['Revision', String(revision)],
  ];
}

function holderText({ lease }: StoreStatus): string {
  const { holder, beatAt } = lease ?? {};
  if (holder === undefined) return 'nobody';
  const { role, version, pid, host, since } = holder;
  const life = beatAt === undefined ? '' : `, last sign of life ${new Date(beatAt).toISOString()}`;
  return `${role} ${version}, pid ${pid} on host ${host}, since ${new Date(since).toISOString()}${life}`;
}

function instancesText({ instances, byStatus }: StoreStatus): string {
  const each = Object.entries(byStatus).filter(([, count]) => count > 0);
  if (each.length === 0) return 'none';
  return `${countText(instances, 'instance')}: ${each.map(([status, count]) => `${count} ${status}`).join(', ')}`;
}
