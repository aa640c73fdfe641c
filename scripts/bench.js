// `npm run bench`: our runtime and others side by side. `npm run bench -- <name> [numbers]`: one of the older ones in bench/.
import './require-node.js';
import './register-typescript.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-command.js';

const name = process.argv[2] ?? '';
const path = join(root, 'bench', `${name}.ts`);
if (/^(long-workflow|wide-fan-out|attach)$/.test(name) && existsSync(path)) {
  process.argv.splice(2, 1);
  await import(path);
} else {
  const { findBrowser } = await import('./provide-browser.js');
  process.env.PERDURE_BROWSER ??= findBrowser() ?? '';
  await import(join(root, 'bench', 'suite', 'main.ts'));
}
