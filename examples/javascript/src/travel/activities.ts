import type { WorkflowActivityContext } from '@dapr/dapr';
import { work } from '../work.ts';

export type Trip = {
  readonly tripId: string;
  readonly traveler: string;
  readonly destination: string;
  /** `convertible` is never to be had. */
  readonly carClass: string;
};

export type Booking = { readonly booking: string };

/** Books the flight. */
export async function bookFlight(_: WorkflowActivityContext, trip: Trip): Promise<Booking> {
  await work(800);
  return { booking: `flight-${trip.tripId}` };
}

/** Books the hotel. */
export async function bookHotel(_: WorkflowActivityContext, trip: Trip): Promise<Booking> {
  await work(600);
  return { booking: `hotel-${trip.tripId}` };
}

/** Books the rental car. */
export async function bookCar(_: WorkflowActivityContext, trip: Trip): Promise<Booking> {
  await work(500);
  if (trip.carClass === 'convertible') throw new Error(`No ${trip.carClass} left in ${trip.destination}`);
  return { booking: `car-${trip.tripId}` };
}

/** Gives a flight back. */
export async function cancelFlight(_: WorkflowActivityContext, input: Booking): Promise<{ canceled: string }> {
  await work(400);
  return { canceled: input.booking };
}

/** Gives a hotel room back. */
export async function cancelHotel(_: WorkflowActivityContext, input: Booking): Promise<{ canceled: string }> {
  await work(400);
  return { canceled: input.booking };
}

/** Gives a car back. */
export async function cancelCar(_: WorkflowActivityContext, input: Booking): Promise<{ canceled: string }> {
  await work(400);
  return { canceled: input.booking };
}
