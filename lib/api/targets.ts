import { z } from 'zod';
import { TARGET_ORIGINS } from '@/lib/domain/target';

/** Address of the sidecars that a console on a Dapr cluster stands on. */
export const TARGETS_PATH = '/api/v1/targets';
export const TARGET_CHECK_PATH = `${TARGETS_PATH}/check`;

/** A variable that is handed over as a token: no other variable may be named. */
const variable = z.string().regex(/^(\w+_)?DAPR_API_TOKEN$/, 'is not DAPR_API_TOKEN, nor ends in _DAPR_API_TOKEN');
const fileName = z.string().regex(/^[\w-][\w.-]{0,99}$/, 'is not the name of a file in the folder for secrets');

/**
 * POST /api/v1/targets and /api/v1/targets/check. `address`: gRPC port on this machine, host:port, or https://host:port. Secrets are
 * never sent: `env` names a variable of the console's process, `file` and `ca` a file in the folder `secrets` beside the mirror.
 */
export const targetBody = z.strictObject({
  appId: z.string().trim().min(1, 'is empty').max(128),
  address: z.string().trim().min(1, 'is empty').max(300),
  apiToken: z.union([z.strictObject({ env: variable }), z.strictObject({ file: fileName })]).optional(),
  tls: z.union([z.boolean(), z.strictObject({ ca: fileName })]).optional(),
});

/** DELETE /api/v1/targets?appId= */
export const targetAppSchema = z.object({ appId: z.string().min(1, 'is empty') });

const targetSchema = z.object({
  ...{ appId: z.string(), address: z.string(), origin: z.enum(TARGET_ORIGINS), readFrom: z.enum(['store', 'sidecar']) },
  ...{ version: z.string().optional(), trouble: z.string().optional(), seenAt: z.number().optional() },
  limits: z.array(z.string()),
});

const foundSchema = z.object({ appId: z.string(), address: z.string(), version: z.string().optional() });

/** GET /api/v1/targets: `found` are sidecars of this machine that are no targets. */
export const targetsSchema = z.object({ targets: z.array(targetSchema), found: z.array(foundSchema) });

/** Answer of POST /api/v1/targets/check. */
export const checkedSchema = z.object({ version: z.string() });

export type TargetJson = z.infer<typeof targetSchema>;
export type FoundTargetJson = z.infer<typeof foundSchema>;
export type TargetBody = z.input<typeof targetBody>;
