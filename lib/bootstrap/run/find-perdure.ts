import { z } from 'zod';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { seatSchema, type SeatWish } from '../seat';
import { readPresence } from '../supervisor/presence';
import type { AppSeat, PublicAddresses } from '../supervisor/start-perdure';

const PATIENCE_MS = 2_000;
const SEAT_PATIENCE_MS = 20_000;

const addressesSchema = z.object({
  console: z.string().optional(),
  grpc: z.string().optional(),
  http: z.string().optional(),
  metrics: z.string().optional(),
});

const appSeatSchema = seatSchema.extend({ token: z.string().optional() });
const refusalSchema = z.object({ code: z.string(), message: z.string(), hint: z.string().optional() });

export type FoundPerdure = {
  readonly pid: number;
  readonly addresses: PublicAddresses;
  /** Asks it to serve an app. Rejects in its words. */
  seat(wish: SeatWish): Promise<AppSeat>;
};

/** The Perdure that runs over a data folder on this machine, if one does. */
export async function findPerdure(dataDir: string): Promise<FoundPerdure | undefined> {
  const presence = readPresence(dataDir);
  if (presence === undefined) return undefined;
  const { pid, url, secret } = presence;
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const addresses = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) })
    .then(async (response) => (response.ok ? withoutAbsent(addressesSchema.parse(await response.json())) : undefined))
    .catch(() => undefined);
  if (addresses === undefined) return undefined;
  return {
    ...{ pid, addresses },
    async seat(wish) {
      const request = { method: 'POST', headers, body: JSON.stringify(wish) };
      const response = await fetch(`${url}/seats`, { ...request, signal: AbortSignal.timeout(SEAT_PATIENCE_MS) });
      const answer: unknown = await response.json();
      if (response.ok) return appSeatSchema.parse(answer);
      const { code, message, hint } = refusalSchema.parse(answer);
      // Safe: the other side took it from an AppError.
      throw new AppError(code as ErrorCode, message, { hint });
    },
  };
}

function withoutAbsent(addresses: z.infer<typeof addressesSchema>): PublicAddresses {
  // Safe: only what is undefined is left out.
  return Object.fromEntries(Object.entries(addresses).filter(([, value]) => value !== undefined));
}
