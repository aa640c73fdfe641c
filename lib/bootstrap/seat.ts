import { z } from 'zod';

const port = z.int().min(0).max(65_535);

/** An app that comes while the runtime runs, and the ports it would like; 0: whichever. */
export const seatWishSchema = z.object({ appId: z.string(), grpcPort: port, httpPort: port });

/** Where an app is served. */
export const seatSchema = z.object({
  appId: z.string(),
  grpcPort: port,
  httpPort: port,
  /** True for an app that no setting names: it is served on this machine alone, until Perdure ends. */
  isGuest: z.boolean(),
});

export type SeatWish = z.infer<typeof seatWishSchema>;
export type Seat = z.infer<typeof seatSchema>;

/** Listeners of apps that come later are for this machine only, whatever address the others have. */
export const SEAT_HOST = '127.0.0.1';

/** How a runtime process answers a wish, over the channel to the process that started it. */
export const seatAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seated'), id: z.number(), seat: seatSchema }),
  z.object({
    kind: z.literal('not-seated'),
    id: z.number(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
  }),
]);

export const seatRequestSchema = z.object({ kind: z.literal('seat'), id: z.number(), wish: seatWishSchema });

export type SeatRequest = z.infer<typeof seatRequestSchema>;
export type SeatAnswer = z.infer<typeof seatAnswerSchema>;
