import { parse } from '@/lib/composer/parse/parse';
import { DELIVERIES } from '../deliveries';
import { composedOf, type Composed } from './project';

/** A project whose lanes Kitchen and Driver are apps; its workflow runs in the kitchen. */
export async function deliveriesProject(): Promise<Composed> {
  return composedOf('deliveries', await parse(DELIVERIES, 'deliveries.mmd'), { lanesAsApps: true });
}
