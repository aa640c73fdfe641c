// `npm run generate:prisma`: the database clients, one for each database, from the schemas in prisma/.
import './require-node.js';
import { runCommand } from './run-command.js';

for (const database of ['sqlite', 'postgres']) {
  const { ok, output } = await runCommand(['prisma', 'generate', '--schema', `prisma/${database}/schema.prisma`]);
  if (ok) continue;
  console.error(output);
  process.exitCode = 1;
}
