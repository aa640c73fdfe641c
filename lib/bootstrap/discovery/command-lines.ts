import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The command lines of all processes that may be seen, words separated by blanks; none where they cannot be told. */
export async function commandLines(): Promise<readonly string[]> {
  if (process.platform === 'linux') return ofProc();
  // Other systems have no /proc. Windows has no `ps` either: nothing is found there.
  const told = await promisify(execFile)('ps', ['-ax', '-ww', '-o', 'args=']).catch(() => ({ stdout: '' }));
  return told.stdout.split('\n');
}

async function ofProc(): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process may end before it is read.
  const texts = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return texts.filter((text) => text !== '').map((text) => text.split('\0').join(' ').trim());
}
