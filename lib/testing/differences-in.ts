import { openReadOnly } from '@/lib/store/sqlite/open-read-only';
import { SqliteSnapshot } from '@/lib/store/sqlite/sqlite-snapshot';
import type { Difference } from '@/lib/verify/difference';
import { verifyStore } from '@/lib/verify/verify-store';

/** All that is not as it should be in the SQLite store at `path`, whether or not a runtime has it. */
export async function differencesIn(path: string): Promise<readonly Difference[]> {
  const snapshot = new SqliteSnapshot(openReadOnly(path));
  const found: Difference[] = [];
  try {
    await verifyStore(snapshot, (difference) => void found.push(difference));
    return found;
  } finally {
    await snapshot.close();
  }
}

/** A difference in one line. */
export function differenceText({ thing, what, stored, expected }: Difference): string {
  return `${thing}: ${what} is ${JSON.stringify(stored)}, not ${JSON.stringify(expected)}`;
}
