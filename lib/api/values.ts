import { z } from 'zod';

const ref = { appId: z.string(), instanceId: z.string() };

/** POST /api/v1/instances/values: changes nothing; the list of instances is too long for an address. */
export const valuesBody = z.object({
  refs: z.array(z.object(ref)).max(200, 'are more than 200'),
  paths: z.array(z.string().max(200)).min(1).max(10, 'are more than 10'),
});

/** Its answer: a value for each path, in their order. */
export const valuesSchema = z.object({
  instances: z.array(
    z.object({
      ...ref,
      values: z.array(z.object({ text: z.string().optional(), tooLarge: z.literal(true).optional() })),
    }),
  ),
});

export type ValueJson = z.infer<typeof valuesSchema>['instances'][number]['values'][number];
