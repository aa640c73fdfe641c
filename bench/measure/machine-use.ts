// What the whole machine has done since it started. Linux only.
import { readFileSync } from 'node:fs';

const TICKS = 100;
const SECTOR_BYTES = 512;
const WHOLE_DISK = /^(vd[a-z]|sd[a-z]|xvd[a-z]|nvme\d+n\d+)$/;

export type DiskUse = { readonly writtenBytes: number; readonly flushes: number; readonly writes: number };

/** CPU seconds that all cores spent on anything. */
export function machineBusySeconds(): number {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '';
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) / TICKS;
}

/** What the disks were told to write and to flush, by anybody, what file systems add included. */
export function diskUse(disk: RegExp = WHOLE_DISK): DiskUse {
  const use = { writtenBytes: 0, flushes: 0, writes: 0 };
  for (const line of readFileSync('/proc/diskstats', 'utf8').split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (!disk.test(fields[2] ?? '')) continue;
    use.writes += Number(fields[7]);
    use.writtenBytes += Number(fields[9]) * SECTOR_BYTES;
    use.flushes += Number(fields[18] ?? 0);
  }
  return use;
}
