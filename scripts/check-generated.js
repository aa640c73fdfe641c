// Fails when lib/protocol/generated is not what the .proto files give today, or the PostgreSQL schema not what the
// models give.
import './require-node.js';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { postgresSchema, postgresSchemaPath } from './postgres-schema.js';
import { root, runCommand } from './run-command.js';

const generated = join('lib', 'protocol', 'generated');
const remedy = 'Run "npm run generate:protocol" and commit what changes.';

function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const read = (path) => [relative(folder, path), readFileSync(path, 'utf8')];
  return new Map(files.map((entry) => read(join(entry.parentPath, entry.name))));
}

function staleFiles(fresh, present) {
  const names = new Set([...fresh.keys(), ...present.keys()]);
  return [...names].filter((name) => fresh.get(name) !== present.get(name)).sort();
}

const scratch = mkdtempSync(join(tmpdir(), 'perdure-generated-'));
try {
  const command = ['buf', 'generate', '--config', 'lib/protocol/buf.yaml', '--template', 'lib/protocol/buf.gen.yaml'];
  const run = await runCommand([...command, '-o', scratch]);
  if (!run.ok) throw new Error(`buf generate failed:\n${run.output}`);
  const stale = staleFiles(contents(join(scratch, generated)), contents(join(root, generated)));
  for (const name of stale) console.error(`${join(generated, name)} is stale.`);
  if (stale.length > 0) throw new Error(remedy);
  if (readFileSync(join(root, postgresSchemaPath), 'utf8') !== postgresSchema()) {
    throw new Error(`${postgresSchemaPath} is stale. Run "node scripts/postgres-schema.js" and commit what changes.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
