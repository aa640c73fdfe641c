import { handle } from '@/app/api/handle';
import { bulkDraftBody } from '@/lib/api/bulk';
import { filterOf } from '@/lib/api/list-params';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listBulkJobs());

export const POST = handle({ body: bulkDraftBody }, (services, { body: { action, target } }) =>
  services.draftBulkJob({
    action,
    target:
      'refs' in target ? { kind: 'selection', refs: target.refs } : { kind: 'filter', filter: filterOf(target.filter) },
  }),
);
