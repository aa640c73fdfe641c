import type { Place } from './tokens';

/** What is wrong with a place of a query, and what to write instead. */
export type QueryFault = Place & { readonly message: string; readonly hint: string };

/** A value of a field was understood, or not. */
export type Read<T> = { readonly value: T } | { readonly message: string; readonly hint: string };
