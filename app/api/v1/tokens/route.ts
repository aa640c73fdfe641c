import { handle } from '@/app/api/handle';
import { tokenBody, tokenIdSchema } from '@/lib/api/tokens';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listTokens());

export const POST = handle({ body: tokenBody }, (services, { body }) => services.createToken(body));

export const DELETE = handle({ query: tokenIdSchema }, (services, { query }) => services.revokeToken(query.id));
