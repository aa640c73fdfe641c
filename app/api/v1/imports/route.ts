import { handle } from '@/app/api/handle';
import { importBody, LARGEST_IMPORT } from '@/lib/api/bundle';

export const dynamic = 'force-dynamic';

export const POST = handle({ body: importBody, largestBody: LARGEST_IMPORT }, (services, { body }) => {
  const { appId, instanceId, name, status: _, redaction: __, ...run } = body.run;
  return services.importRun({
    appId: body.appId ?? appId,
    instanceId: body.instanceId ?? instanceId,
    name,
    run,
    reason: body.reason,
  });
});
