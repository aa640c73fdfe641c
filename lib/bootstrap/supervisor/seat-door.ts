import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { PROJECT_LANGUAGES, type ProjectHost } from '@/lib/domain/project';
import { seatWishSchema } from '../seat';
import type { AppSeat, PublicAddresses } from './start-perdure';

const HOST = '127.0.0.1';

const projectWishSchema = z.object({
  ...{ text: z.string(), fileName: z.string(), language: z.enum(PROJECT_LANGUAGES) },
  ...{ appId: z.string().optional(), lanesAsApps: z.boolean().optional(), input: z.string().optional() },
});

export type SeatDoor = { readonly url: string; readonly secret: string; close(): Promise<void> };

export type SeatDoorInput = {
  /** Where Perdure is by now. */
  readonly addresses: () => PublicAddresses;
  readonly seat: (wish: ReturnType<typeof seatWishSchema.parse>) => Promise<AppSeat>;
  readonly projects: ProjectHost;
};

/**
 * Lets commands on this machine and the console, who know the secret from the data folder, ask where Perdure is, for a seat of an
 * app, and to run projects.
 */
export async function openSeatDoor({ addresses, seat, projects }: SeatDoorInput): Promise<SeatDoor> {
  const secret = randomBytes(24).toString('base64url');
  const app = new Hono();
  app.use(async (context, next) => {
    if (isSame(context.req.header('authorization') ?? '', `Bearer ${secret}`)) return next();
    return context.json({ message: 'Not allowed.' }, 401);
  });
  app.get('/', (context) => context.json(addresses()));
  app.post('/seats', async (context) => context.json(await seat(seatWishSchema.parse(await context.req.json()))));
  app.get('/projects', async (context) => context.json(await projects.list()));
  app.post('/projects', async (context) =>
    context.json(await projects.run(projectWishSchema.parse(await context.req.json()))),
  );
  app.delete('/projects/:appId', async (context) => context.json(await projects.stop(context.req.param('appId'))));
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
