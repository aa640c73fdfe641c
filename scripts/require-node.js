// Import this first. The scripts need Node 24, which the install brings along in node_modules/.bin; started by an older
// one they start themselves again on it, and say in one sentence when it is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const needed = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const brought = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (Number.parseInt(process.versions.node, 10) < needed) {
  if (!existsSync(brought)) {
    console.error(
      `Perdure needs Node ${needed}, and this is ${process.version}: run "npm install", which brings it along.`,
    );
    process.exit(1);
  }
  const again = spawn(brought, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => again.kill(signal));
  process.exit(await new Promise((resolve) => again.once('exit', (code) => resolve(code ?? 1))));
}
