import type { AuditDraft } from '@/lib/store/audit-log';
import type { ServiceContext } from '../service-context';
import { type AuditedCall, decisionOf, isRefusal, permitted, writeDecision } from './audited';

export type AuditedChange<Result> = Omit<AuditedCall<Result>, 'run'> & {
  /** Makes the change and writes the entry, in one transaction. */
  readonly run: (entry: AuditDraft) => Promise<Result>;
};

/**
 * Changes what the console keeps for itself. One row tells of it, in the transaction of the change: neither is there without
 * the other. What was not permitted, refused or failed is one row as well.
 */
export async function auditedChange<Result>(
  context: ServiceContext,
  { action, about, permit, run }: AuditedChange<Result>,
): Promise<Result> {
  await permitted(context, { action, about, permit });
  try {
    return await run(decisionOf(context, action, { about, outcome: 'done' }));
  } catch (error) {
    await writeDecision(context, action, { about, outcome: isRefusal(error) ? 'refused' : 'failed', error });
    throw error;
  }
}
