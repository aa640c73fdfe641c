import { BULK_OPERATIONS } from './bulk-operations';
import { CONSOLE_OPERATIONS } from './console-operations';
import { INSTANCE_OPERATIONS } from './instance-operations';
import type { Operation } from './operation';

/**
 * All of the HTTP API under /api/v1, by the id that each has in its document. app/api/operations.test.ts holds the routes to it:
 * each has its operation here, reads by these schemas and calls these use cases.
 */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...INSTANCE_OPERATIONS,
  ...BULK_OPERATIONS,
  ...CONSOLE_OPERATIONS,
};
