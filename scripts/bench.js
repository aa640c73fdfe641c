// `npm run bench -- <name> [numbers]`: runs one of bench/*.ts.
import './require-node.js';
import './register-typescript.js';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-command.js';

const [name = ''] = process.argv.splice(2, 1);
const path = join(root, 'bench', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(path)) {
  const names = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.ts') && file !== 'processes.ts');
  console.error(`Name one of: ${names.map((file) => file.replace('.ts', '')).join(', ')}`);
  process.exit(1);
}
await import(path);
