// The PostgreSQL schema of Prisma, made from the one of SQLite: the models are written once. `node
// scripts/postgres-schema.js` writes it; `npm run check -- generated` fails when it is not what the models give.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run-command.js';

/** Where the schema lies, relative to the root. */
export const postgresSchemaPath = join('prisma', 'postgres', 'schema.prisma');

const HEAD = `// Written by scripts/postgres-schema.js from prisma/sqlite/schema.prisma; not edited by hand. The SQL that creates the
// tables is in migrations/, written by hand: it adds what Prisma cannot say (byte order of text, partial indexes, CHECK).
`;

/** The text of the schema for the models that prisma/sqlite/schema.prisma holds now. */
export function postgresSchema() {
  const source = readFileSync(join(root, 'prisma', 'sqlite', 'schema.prisma'), 'utf8');
  const body = source.slice(source.indexOf('generator client'));
  const replaced = body
    .replace('generated/sqlite"', 'generated/postgres"')
    .replace('provider = "sqlite"', 'provider = "postgresql"');
  if (!replaced.includes('generated/postgres"') || !replaced.includes('"postgresql"')) {
    throw new Error('prisma/sqlite/schema.prisma names no output or provider that can be replaced');
  }
  return `${HEAD}\n${replaced}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(root, postgresSchemaPath), postgresSchema());
