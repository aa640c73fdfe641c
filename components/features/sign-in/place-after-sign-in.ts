import { placeWithin } from '@/lib/api/place-within';

/** Where to go after sign-in: the place that the address of the page names, as far as it lies within this console. */
export function placeAfterSignIn(): string {
  return placeWithin(new URLSearchParams(window.location.search).get('to') ?? '/');
}
