// What /proc says of processes. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of the times in /proc, which the kernel fixes for programs. */
const TICKS = 100;
const PAGE_BYTES = 4_096;

export type ProcessRow = {
  readonly parent: number;
  /** Own and of children that ended. */
  readonly cpuSeconds: number;
  readonly rssBytes: number;
};

export type TreeUse = { readonly cpuSeconds: number; readonly rssBytes: number; readonly writtenBytes: number };

/** All processes of the machine by id. */
export function readProcesses(): ReadonlyMap<number, ProcessRow> {
  const rows = new Map<number, ProcessRow>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statFields(name);
    if (fields !== undefined) rows.set(Number(name), rowOf(fields));
  }
  return rows;
}

/** CPU, memory and written bytes of a process and its descendants, without the trees of `others`. */
export function treeUse(rows: ReadonlyMap<number, ProcessRow>, root: number, others: readonly number[]): TreeUse {
  const row = rows.get(root);
  if (row === undefined) return { cpuSeconds: 0, rssBytes: 0, writtenBytes: 0 };
  const use = { cpuSeconds: row.cpuSeconds, rssBytes: row.rssBytes, writtenBytes: writtenBytesOf(root) };
  for (const [pid, { parent }] of rows) {
    if (parent !== root || others.includes(pid)) continue;
    const child = treeUse(rows, pid, others);
    use.cpuSeconds += child.cpuSeconds;
    use.rssBytes += child.rssBytes;
    use.writtenBytes += child.writtenBytes;
  }
  return use;
}

function statFields(pid: string): readonly string[] | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold spaces and parentheses of its own.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function rowOf(fields: readonly string[]): ProcessRow {
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return { parent: Number(fields[1]), cpuSeconds: ticks / TICKS, rssBytes: Number(fields[21]) * PAGE_BYTES };
}

/** What a process gave to the file system to write to a disk. */
function writtenBytesOf(pid: number): number {
  const line = readIfThere(`/proc/${pid}/io`)?.match(/^write_bytes: (\d+)$/m);
  return Number(line?.[1] ?? 0);
}

/** Processes end while they are looked at. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
