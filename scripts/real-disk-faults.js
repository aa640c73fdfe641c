// `node scripts/real-disk-faults.js`, as root on Linux: mounts a file system of a few megabytes in main memory,
// fills it up under a running runtime and makes room again. What `npm run durability` plays with a library, this does for
// real.
import './require-node.js';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

const SIZE = '12m';

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('Mounting a file system takes root on Linux: run `sudo node scripts/real-disk-faults.js`.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'perdure-real-disk-'));
const mounted = await runCommand(['mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'perdure', folder]);
if (!mounted.ok) {
  console.error(`The file system cannot be mounted: ${mounted.output.trim()}`);
  rmdirSync(folder);
  process.exit(1);
}
try {
  const vitest = ['vitest', 'run', '--config', 'e2e/durability/vitest.config.ts', '--reporter=verbose'];
  const { ok } = await runCommand(vitest, { show: true, env: { REAL_DISK: folder } });
  process.exitCode = ok ? 0 : 1;
} finally {
  await runCommand(['umount', folder]);
  rmdirSync(folder);
}
