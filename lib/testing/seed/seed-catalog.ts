/** One thing a seeded workflow does. */
export type SeedStep =
  | { readonly kind: 'activity'; readonly name: string }
  | { readonly kind: 'sleep'; readonly name: string; readonly ms: number }
  | { readonly kind: 'wait'; readonly event: string }
  | { readonly kind: 'child'; readonly workflow: string };

export type SeedWorkflow = {
  readonly appId: string;
  readonly name: string;
  readonly idPrefix: string;
  /** How often it is started, relative to the others. */
  readonly weight: number;
  readonly steps: readonly SeedStep[];
  readonly failures: readonly string[];
};

/** More time than a run of this workflow ever takes. */
export function longestRun(workflow: SeedWorkflow): number {
  return workflow.steps.reduce((sum, step) => sum + longestStep(step), HOUR / 4);
}

function longestStep(step: SeedStep): number {
  switch (step.kind) {
    case 'activity':
      return 15_000;
    case 'sleep':
      return step.ms;
    case 'wait':
      return HOUR / 4;
    case 'child': {
      const workflow = SEED_WORKFLOWS.find((one) => one.name === step.workflow);
      return workflow === undefined ? 0 : longestRun(workflow);
    }
  }
}

const activity = (name: string): SeedStep => ({ kind: 'activity', name });
const HOUR = 3_600_000;

export const SEED_WORKFLOWS: readonly SeedWorkflow[] = [
  {
    appId: 'order-service',
    name: 'ProcessOrder',
    idPrefix: 'order',
    weight: 30,
    steps: [
      activity('ValidateOrder'),
      activity('ReserveStock'),
      { kind: 'child', workflow: 'CapturePayment' },
      activity('CreateShipment'),
      activity('SendConfirmation'),
    ],
    failures: ['Stock of SKU-4471 is exhausted', 'Address could not be validated: postal code 00000'],
  },
  {
    appId: 'payment-service',
    name: 'CapturePayment',
    idPrefix: 'payment',
    weight: 8,
    steps: [activity('AuthorizeCard'), activity('CheckFraud'), activity('CaptureAmount')],
    failures: [
      'Card declined (insufficient_funds)',
      'Payment gateway timed out after 30 s',
      'Fraud score 0.93 above limit',
    ],
  },
  {
    appId: 'payment-service',
    name: 'RefundPayment',
    idPrefix: 'refund',
    weight: 6,
    steps: [activity('LoadPayment'), { kind: 'wait', event: 'RefundApproved' }, activity('IssueRefund')],
    failures: ['Payment was already refunded', 'Ledger rejected the booking: period is closed'],
  },
  {
    appId: 'order-service',
    name: 'ReturnOrder',
    idPrefix: 'return',
    weight: 7,
    steps: [
      activity('CreateLabel'),
      { kind: 'wait', event: 'ParcelReceived' },
      activity('InspectItems'),
      { kind: 'child', workflow: 'RefundPayment' },
    ],
    failures: ['Inspection failed: serial number does not match'],
  },
  {
    appId: 'customer-service',
    name: 'OnboardCustomer',
    idPrefix: 'customer',
    weight: 12,
    steps: [
      activity('CreateAccount'),
      activity('SendWelcomeMail'),
      { kind: 'wait', event: 'EmailVerified' },
      activity('StartTrial'),
    ],
    failures: ['SMTP 550: mailbox unavailable', 'An account with this e-mail address exists'],
  },
  {
    appId: 'customer-service',
    name: 'RenewSubscription',
    idPrefix: 'subscription',
    weight: 14,
    steps: [
      activity('LoadSubscription'),
      { kind: 'sleep', name: 'BillingDay', ms: 6 * HOUR },
      activity('CreateInvoice'),
      activity('ChargeCustomer'),
    ],
    failures: ['Card expired', 'Tax service answered 503 Service Unavailable'],
  },
  {
    appId: 'analytics-jobs',
    name: 'NightlyReport',
    idPrefix: 'report',
    weight: 9,
    steps: [
      activity('ExtractOrders'),
      activity('AggregateRevenue'),
      activity('RenderReport'),
      activity('PublishReport'),
    ],
    failures: ['Query canceled after 120 s', 'Out of memory while aggregating 4.2 M rows'],
  },
  {
    appId: 'analytics-jobs',
    name: 'ImportCatalog',
    idPrefix: 'import',
    weight: 14,
    steps: [
      activity('DownloadFeed'),
      activity('ParseFeed'),
      { kind: 'sleep', name: 'RateLimit', ms: HOUR / 4 },
      activity('UpsertProducts'),
      activity('RefreshIndex'),
    ],
    failures: ['Feed is not valid XML: line 10433', 'Supplier answered 429 Too Many Requests'],
  },
];
