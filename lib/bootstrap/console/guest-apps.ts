import { z } from 'zod';
import type { AppSettings } from '@/lib/bootstrap/app-settings';
import { receiveSettings } from '@/lib/bootstrap/hand-on-settings';
import { once } from './once';

const guestSchema = z.object({
  kind: z.literal('guest'),
  app: z.object({ appId: z.string(), grpcPort: z.number(), host: z.string() }),
});

/** The apps that came after this process was started, as far as the process that started it has told. */
export function guestApps(): readonly AppSettings[] {
  return once('guestApps', () => {
    const guests: AppSettings[] = [];
    // Nobody tells a console that was not started by Perdure.
    if (receiveSettings(process.env) === undefined) return guests;
    process.on('message', (message) => {
      const told = guestSchema.safeParse(message);
      if (told.success) guests.push({ ...told.data.app, tokens: [] });
    });
    return guests;
  });
}
