export type OrderLine = { readonly sku: string; readonly quantity: number };

export type Order = {
  readonly orderId: string;
  readonly customer: string;
  readonly lines: readonly OrderLine[];
  /** `tok_ok` pays at once, `tok_flaky` times out twice first, `tok_declined` never pays. */
  readonly paymentToken: string;
  /** How long an expensive order waits for its approval. */
  readonly approvalTimeoutSeconds: number;
};

/** The payload of the external event `Approval`. */
export type Approval = { readonly approved: boolean; readonly by?: string; readonly comment?: string };

export type PricedLine = OrderLine & { readonly amount: number };

export type OrderResult =
  | { readonly status: 'shipped'; readonly total: number; readonly trackingNumber: string; readonly receipt: string }
  | { readonly status: 'rejected'; readonly total: number; readonly by: string }
  | { readonly status: 'approval timed out'; readonly total: number };
