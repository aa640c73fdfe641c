import type { ConsoleStore } from '@/lib/store/console-store';
import { openPostgresConsoleStore } from '@/lib/store/postgres/open-postgres-console-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import type { StorePlace } from '../store-place';

/** Opens the store for the console, whichever database it is; rejects as the one for that database does. */
export function openConsoleStore(place: StorePlace): Promise<ConsoleStore> {
  return place.kind === 'sqlite' ? openSqliteConsoleStore(place) : openPostgresConsoleStore(place);
}
