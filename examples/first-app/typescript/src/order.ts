/** What the workflow is started with. */
export type Order = { readonly id: string; readonly items: readonly string[] };

/** What it ends with. */
export type OrderResult = {
  readonly status: 'shipped' | 'rejected' | 'timed out';
  readonly reserved: readonly string[];
  readonly parcel?: string;
};
