import type { Instant } from './instant';

/** As of when something mirrored is shown: read in the cluster just now, or from the mirror and why. */
export type AsOf =
  | { readonly from: 'cluster'; readonly at: Instant }
  | { readonly from: 'mirror'; readonly at: Instant; readonly why: string };
