import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { AppError } from '@/lib/domain/app-error';
import { seatWishSchema } from '../seat';
import type { AppSeat, PublicAddresses } from './start-perdure';

const HOST = '127.0.0.1';

export type SeatDoor = { readonly url: string; readonly secret: string; close(): Promise<void> };

export type SeatDoorInput = {
  /** Where Perdure is by now. */
  readonly addresses: () => PublicAddresses;
  readonly seat: (wish: ReturnType<typeof seatWishSchema.parse>) => Promise<AppSeat>;
};

/** Lets commands on this machine, who know the secret from the data folder, ask where Perdure is and for a seat of an app. */
export async function openSeatDoor({ addresses, seat }: SeatDoorInput): Promise<SeatDoor> {
  const secret = randomBytes(24).toString('base64url');
  const app = new Hono();
  app.use(async (context, next) => {
    if (isSame(context.req.header('authorization') ?? '', `Bearer ${secret}`)) return next();
    return context.json({ message: 'Not allowed.' }, 401);
  });
  app.get('/', (context) => context.json(addresses()));
  app.post('/seats', async (context) => context.json(await seat(seatWishSchema.parse(await context.req.json()))));
  app.onError((error, context) => {
    const { code, message, hint } = error instanceof AppError ? error : new AppError('internal', error.message);
    return context.json({ code, message, hint }, 422);
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await once(server.listen(0, HOST), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    ...{ url: `http://${HOST}:${port}`, secret },
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
