import { bigStore } from '../lists/big-store';
import { openPerdure } from '../subjects/open-perdure';
import type { Subject } from '../subjects/subject';
import { measureRow } from '../suite/measure-row';
import type { Row } from '../suite/row';
import type { Sizes } from '../suite/sizes';
import { appsOf, copyStore } from './copy-store';

export type LargeStoreRow = { readonly instances: number; readonly row: Row };

/** W1 on a store that already holds `instances` and on an empty one, by turns; both runtimes are up all the time. */
export async function measureLargeStore(
  instances: number,
  { sizes, repeats }: { readonly sizes: Sizes; readonly repeats: number },
): Promise<readonly LargeStoreRow[]> {
  const path = await bigStore(instances);
  const copy = copyStore(path);
  const opened: { readonly holds: number; readonly subject: Subject }[] = [];
  const rows: LargeStoreRow[] = [];
  try {
    opened.push({ holds: instances, subject: await openPerdure({ folder: copy.folder, otherApps: appsOf(path) }) });
    opened.push({ holds: 0, subject: await openPerdure() });
    for (const { subject } of opened) await subject.run(sizes.warmUp);
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      for (const { holds, subject } of repeat % 2 === 0 ? opened : opened.toReversed()) {
        rows.push({ instances: holds, row: await measureRow(subject, 'W1', { sizes, repeat }) });
      }
    }
    return rows;
  } finally {
    for (const { subject } of opened) await subject.stop();
    copy.remove();
  }
}
