import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The client is generated offline: the CLI asks for its schema engine before anything else, and needs none to generate.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url));
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/sqlite/schema.prisma',
  migrations: { path: 'prisma/sqlite/migrations' },
});
