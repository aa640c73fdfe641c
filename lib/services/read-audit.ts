import type { AuditEntry, AuditFilter } from '@/lib/domain/audit';
import type { AuditPage, AuditPageRequest } from '@/lib/store/audit-log';
import type { ServiceContext } from './service-context';

const PAGE_SIZE = 500;

/** One page of the audit log, newest first. */
export async function listAudit(
  { store }: ServiceContext,
  { filter, page }: { readonly filter: AuditFilter; readonly page: AuditPageRequest },
): Promise<AuditPage> {
  return store.listAudit(filter, page);
}

/** All entries that a filter means, newest first, page by page as they are asked for. */
export async function exportAudit(
  { store }: ServiceContext,
  filter: AuditFilter,
): Promise<AsyncGenerator<readonly AuditEntry[]>> {
  return (async function* () {
    let before: number | undefined;
    do {
      const page = await store.listAudit(filter, { before, limit: PAGE_SIZE });
      yield page.entries;
      before = page.next;
    } while (before !== undefined);
  })();
}
