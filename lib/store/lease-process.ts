import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { LeaseHolder } from './lease';

/** What of a holder says which process it is. */
export type ProcessIdentity = Pick<LeaseHolder, 'host' | 'pid' | 'place' | 'processStart'>;

/** How long a holder may be silent before another takes its place. */
const DEFAULT_LEASE_MS = 10_000;

/** This process as the holder of a lease that it has yet to take. */
export function holderOf(over: Partial<LeaseHolder> = {}): LeaseHolder {
  return {
    ...thisProcess(),
    id: randomUUID(),
    role: 'Perdure runtime',
    version: '',
    since: Date.now(),
    leaseMs: DEFAULT_LEASE_MS,
    ...over,
  };
}

/** This process, so that others can tell whether it still runs. */
export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, place: placeOf(), processStart: statOf(process.pid)?.start };
}

/**
 * True only when the process has certainly ended: it ran where this one does, and its id is free or another process has
 * it by now. False when it runs, and whenever that cannot be known from here.
 */
export function isGone({ pid, place, processStart }: ProcessIdentity): boolean {
  if (place !== placeOf()) return false;
  if (!exists(pid)) return true;
  const stat = statOf(pid);
  if (stat === undefined) return false;
  return stat.hasEnded || (processStart !== undefined && stat.start !== processStart);
}

/**
 * On Linux this boot of the machine and the namespace of process ids, so that two containers with the same host name are
 * never taken for one place; elsewhere the host name.
 */
function placeOf(): string {
  const boot = readOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = readOf(() => readlinkSync('/proc/self/ns/pid'));
  return boot === undefined || namespace === undefined ? hostname() : `${boot.trim()} ${namespace}`;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** What Linux says of a process: fields 3 and 22 of its stat line, which follow the name in parentheses. */
function statOf(pid: number): { readonly hasEnded: boolean; readonly start: string } | undefined {
  const line = readOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [state, ...rest] = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? [];
  const start = rest[18];
  if (state === undefined || start === undefined) return undefined;
  return { hasEnded: state === 'Z' || state === 'X', start };
}

/** Undefined where the system has no such file. */
function readOf(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
