import type { Task, WorkflowContext } from '@dapr/dapr';
import type { Booking, Trip } from './activities.ts';
import { bookCar, bookFlight, bookHotel, cancelCar, cancelFlight, cancelHotel } from './activities.ts';

export type TripResult =
  | { readonly status: 'booked'; readonly bookings: readonly string[] }
  | { readonly status: 'canceled'; readonly reason: string; readonly undone: readonly string[] };

const legs = [
  { book: bookFlight, cancel: cancelFlight },
  { book: bookHotel, cancel: cancelHotel },
  { book: bookCar, cancel: cancelCar },
];

/** Books a whole trip or nothing: when one booking fails, those made before are given back, the newest first. */
export async function* TravelBooking(ctx: WorkflowContext, trip: Trip): AsyncGenerator<Task<unknown>, TripResult, any> {
  const made: { booking: string; cancel: typeof cancelFlight }[] = [];
  try {
    for (const leg of legs) {
      const { booking }: Booking = yield ctx.callActivity(leg.book, trip);
      made.push({ booking, cancel: leg.cancel });
    }
    return { status: 'booked', bookings: made.map((one) => one.booking) };
  } catch (error) {
    const undone = made.toReversed();
    for (const { booking, cancel } of undone) yield ctx.callActivity(cancel, { booking });
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'canceled', reason, undone: undone.map((one) => one.booking) };
  }
}
