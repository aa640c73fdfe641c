import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch } from '../scratch';

const THROTTLE = '/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device';
const IMAGE_BYTES = 8 * 2 ** 30;

export type SlowDisk = { readonly folder: string; remove(): void };

/**
 * A file system of its own on a loop device that may write only so often per second, as cheap cloud volumes do. Needs root
 * and the first version of control groups, whose root can be limited; throws and says which of them is missing.
 */
export function mountSlowDisk(writesPerSecond: number): SlowDisk {
  if (process.getuid?.() !== 0) throw new Error('A slow disk is a loop device, and only root can make one.');
  if (!existsSync(THROTTLE)) throw new Error(`This system cannot limit a disk: there is no ${THROTTLE}.`);
  const undo: (() => unknown)[] = [];
  const remove = (): void => {
    while (undo.length > 0) undo.pop()?.();
  };
  try {
    const scratch = makeScratch('slow-disk');
    undo.push(() => scratch.remove());
    const [image, folder] = [join(scratch.folder, 'image'), join(scratch.folder, 'mounted')];
    const file = openSync(image, 'w');
    ftruncateSync(file, IMAGE_BYTES);
    closeSync(file);
    mkdirSync(folder);
    const device = run('losetup', '--find', '--show', image);
    undo.push(() => run('losetup', '--detach', device));
    run('mkfs.ext4', '-q', device);
    run('mount', device, folder);
    undo.push(() => run('umount', folder));
    const numbers = run('lsblk', '--noheadings', '--nodeps', '--output', 'MAJ:MIN', device).trim();
    undo.push(() => writeFileSync(THROTTLE, `${numbers} 0`));
    writeFileSync(THROTTLE, `${numbers} ${writesPerSecond}`);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
