import { handle } from '@/app/api/handle';
import { trendsParamsSchema } from '@/lib/api/trends';

export const dynamic = 'force-dynamic';

export const GET = handle({ query: trendsParamsSchema }, (services, { query: { range, app, workflow } }) =>
  services.readTrends({ range, appId: app, name: workflow }),
);
