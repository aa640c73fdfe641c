import { handle } from '@/app/api/handle';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.listNames());
