import { handle } from '@/app/api/handle';
import { viewBody, viewIdSchema } from '@/lib/api/views';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listViews());

export const POST = handle({ body: viewBody }, (services, { body }) => services.saveView(body));

export const DELETE = handle({ query: viewIdSchema }, (services, { query }) => services.deleteView(query.id));
