import { quantilesOf, type Quantiles } from '../measure/quantiles';

/** How often something is asked, at least and at most, and for how long, in milliseconds, once it was asked enough. */
export type Patience = { readonly least: number; readonly most: number; readonly longestMs: number };

/** Milliseconds of each of many calls, one after the other; the first one, which warms up, does not count. */
export async function timeCalls(
  call: (index: number) => Promise<unknown>,
  { least, most, longestMs }: Patience,
): Promise<Quantiles> {
  await call(0);
  const times: number[] = [];
  const end = performance.now() + longestMs;
  while (times.length < least || (times.length < most && performance.now() < end)) {
    const from = performance.now();
    await call(times.length + 1);
    times.push(performance.now() - from);
  }
  return quantilesOf(times);
}
