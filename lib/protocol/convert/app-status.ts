import { z } from 'zod';
import type { AppStatus } from '@/lib/domain/app-status';

/** The attribute of Dapr's metadata under which this runtime tells who works for an app; daprd has none like it. */
const ATTRIBUTE = 'perdureStatus';

const statusSchema = z.object({
  workers: z.array(
    z.object({
      address: z.string(),
      client: z.string().optional(),
      since: z.number(),
      outstanding: z.number(),
    }),
  ),
  backlog: z.object({
    turns: z.number(),
    activities: z.number(),
    oldestTurn: z.number().optional(),
    oldestActivity: z.number().optional(),
  }),
});

/** The attribute that carries an app's status, as an object to be added to the others. */
export function encodeAppStatus(status: AppStatus): Readonly<Record<string, string>> {
  return { [ATTRIBUTE]: JSON.stringify(status) };
}

/** The status among the attributes of an app; undefined when they tell none that this version understands. */
export function decodeAppStatus(attributes: Readonly<Record<string, string>>): AppStatus | undefined {
  const text = Object.hasOwn(attributes, ATTRIBUTE) ? attributes[ATTRIBUTE] : undefined;
  if (text === undefined) return undefined;
  try {
    return statusSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
