import type { StateStoreTarget } from '../component/state-store-target';
import type { StateReader } from '../state-reader';
import { openPostgresStateReader } from './postgres-state-reader';
import { openRedisStateReader } from './redis-state-reader';
import { openSqliteStateReader } from './sqlite-state-reader';

/** The reader for a state store, by its layout. PostgreSQL and Redis are connected to with the first question. */
export function openStateReader(target: StateStoreTarget): StateReader {
  switch (target.layout) {
    case 'postgresql-v1':
    case 'postgresql-v2':
      return openPostgresStateReader(target);
    case 'sqlite':
      return openSqliteStateReader(target);
    case 'redis':
      return openRedisStateReader(target);
  }
}
