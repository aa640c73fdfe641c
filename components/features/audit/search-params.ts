import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '@/lib/domain/audit';

const DAY = 86_400_000;

/** Times before now that the page can be limited to, by name. */
export const RANGES = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const;
export const RANGE_NAMES = ['24h', '7d', '30d'] as const;

const auditSearchParams = {
  actor: parseAsString.withDefault(''),
  action: parseAsStringLiteral(AUDIT_ACTIONS),
  outcome: parseAsStringLiteral(AUDIT_OUTCOMES),
  instance: parseAsString.withDefault(''),
  range: parseAsStringLiteral(RANGE_NAMES),
};

/** What the address of the page says about the entries on it. */
export function useAuditSearch() {
  return useQueryStates(auditSearchParams, { history: 'replace', shallow: true });
}

export type AuditSearch = ReturnType<typeof useAuditSearch>[0];
export type SetAuditSearch = ReturnType<typeof useAuditSearch>[1];
