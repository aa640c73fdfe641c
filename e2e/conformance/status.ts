import { OrchestrationStatus } from '@/lib/protocol/generated/workflow';

const PREFIX = 'ORCHESTRATION_STATUS_';

/** The name of a status on the wire: `COMPLETED` for 1. */
export function statusName(status: OrchestrationStatus): string {
  const found = Object.entries(OrchestrationStatus).find(([, value]) => value === status);
  return found === undefined ? `unknown status ${status}` : found[0].replace(PREFIX, '');
}
