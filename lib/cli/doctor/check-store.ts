import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { openStoreAdmin, type StoreStatus } from '@/lib/bootstrap/store/open-store-admin';
import { storeName, type StorePlace } from '@/lib/bootstrap/store-place';
import { AppError } from '@/lib/domain/app-error';
import { durationWords } from '@/lib/domain/duration-words';
import { countText, sizeText } from '../print/quantities';
import type { Finding } from './finding';

const TOLERATED_MS = 5_000;

export type StoreRules = { readonly now: number; readonly hasRuntime: boolean };

/** Whether the store can be reached, its schema, who has it, and whether the clock goes back behind it. */
export async function checkStore(place: StorePlace, rules: StoreRules): Promise<readonly Finding[]> {
  if (place.kind === 'sqlite' && !existsSync(place.path)) return [absent(place.path), clock(undefined, rules.now)];
  try {
    const status = await openStoreAdmin(place).status();
    return [reached(status), schema(status), holder(status, rules), clock(status.lease?.beatAt, rules.now)];
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const hint = error instanceof AppError ? error.hint : undefined;
    return [
      {
        ...{ level: 'problem', about: 'Store', says },
        fix: hint ?? `See that ${storeName(place)} is there and may be read.`,
      },
    ];
  }
}

function absent(path: string): Finding {
  const says = `${path} is not there yet; the first start makes it`;
  if (isWritable(dirname(path))) return { level: 'ok', about: 'Store', says };
  return {
    ...{ level: 'problem', about: 'Store', says: `${path} is not there, and its folder cannot be written to` },
    fix: 'Set PERDURE_DATA_DIR to a folder that may be written to.',
  };
}

/** A folder that is not there can be made where its parent can be written to. */
function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return dirname(folder) !== folder && isWritable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function reached({ store, database, bytes, instances }: StoreStatus): Finding {
  const says = `${store} (${database}, ${sizeText(bytes)}, ${countText(instances, 'instance')})`;
  return { level: 'ok', about: 'Store', says };
}

function schema({ schema: newest = 'none', pending }: StoreStatus): Finding {
  const about = 'Schema';
  if (pending.length === 0) return { level: 'ok', about, says: `${newest}, nothing pending` };
  return { level: 'note', about, says: `${newest}, pending: ${pending.join(', ')}; the next start applies it` };
}

function holder({ lease }: StoreStatus, { now, hasRuntime }: StoreRules): Finding {
  const about = 'In use by';
  const { holder: who, beatAt = 0 } = lease ?? {};
  if (who === undefined) return { level: 'ok', about, says: 'nobody' };
  const since = durationWords(Math.max(0, now - beatAt));
  const says = `${who.role} pid ${who.pid} on host ${who.host}; its last sign of life was ${since} ago`;
  const isSilent = now - beatAt > who.leaseMs;
  if (hasRuntime || !isSilent) return { level: 'ok', about, says };
  return {
    ...{ level: 'note', about, says: `${says}, so it may be gone` },
    fix: 'Nothing, when it is gone: the next start takes the store over.',
  };
}

function clock(newest: number | undefined, now: number): Finding {
  const about = 'Clock';
  const at = new Date(now).toISOString();
  if (newest === undefined || newest <= now + TOLERATED_MS) return { level: 'ok', about, says: at };
  return {
    ...{ level: 'problem', about, says: `${at}, and the store was written ${durationWords(newest - now)} later` },
    fix: 'Set the clock of this machine right (NTP): times and timers go by it.',
  };
}
