import { handle } from '@/app/api/handle';
import { descriptionBody, LARGEST_DESCRIPTION } from '@/lib/api/composer';

export const dynamic = 'force-dynamic';

export const GET = handle({}, (services) => services.getLanguageModel());

export const POST = handle({ body: descriptionBody, largestBody: LARGEST_DESCRIPTION }, (services, { body, request }) =>
  services.drawDescription({ ...body, signal: request.signal }),
);
