import { handle } from '@/app/api/handle';
import { EVERYBODY, sessionsOfSchema } from '@/lib/api/sessions';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listSessions());

export const DELETE = handle({ query: sessionsOfSchema }, (services, { query: { name } }) =>
  services.endSessions(name === EVERYBODY ? {} : { name }),
);
