import { handle } from '@/app/api/handle';
import { runExportParams } from '@/lib/api/bundle';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: runExportParams }, (services, { ref, query: { redact, path } }) =>
  services.exportRun(ref, { payloads: redact === 'payloads', paths: path }),
);
