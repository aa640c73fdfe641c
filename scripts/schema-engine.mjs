#!/usr/bin/env node
// Stands where Prisma looks for its schema engine, so that `prisma generate` needs no download. The engine itself is not
// used here: migrations are plain SQL under prisma/, applied by lib/store/migrate.ts when the runtime starts.
console.error(
  'This project applies its SQL migrations itself; only `prisma generate`, `validate` and `format` work here.',
);
process.exit(1);
