/** Where an instance is in its life; the order is the one lists and bars show. */
export const INSTANCE_STATUSES = [
  'pending',
  'running',
  'suspended',
  'stalled',
  'completed',
  'failed',
  'terminated',
] as const;

export type InstanceStatus = (typeof INSTANCE_STATUSES)[number];

/** The three states that no transition ever leaves. */
export type EndedStatus = 'completed' | 'failed' | 'terminated';

/** True for an instance that has reached a state it will never leave. */
export function hasEnded(status: InstanceStatus): status is EndedStatus {
  return status === 'completed' || status === 'failed' || status === 'terminated';
}
