import { handle } from '@/app/api/handle';
import { projectAppSchema, projectBody } from '@/lib/api/projects';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listProjects());

export const POST = handle({ body: projectBody }, (services, { body }) => services.runProject(body));

export const DELETE = handle({ query: projectAppSchema }, (services, { query }) => services.stopProject(query.appId));
