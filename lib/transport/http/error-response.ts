import type { z } from 'zod';
import type { errorSchema } from '@/lib/api/schemas';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import type { HttpLog } from './http-log';
import { statusOf } from './status-of';

type ErrorBody = z.infer<typeof errorSchema>;

/** Where an error is answered: the log that gets the whole of an unknown one, and the maker of the id that finds it there. */
export type ErrorDesk = { readonly log: () => HttpLog; readonly newId: () => string };

/**
 * Answers an AppError in its own words and anything else with an id only. What nobody expected (also an AppError that says
 * so) is logged whole under that id.
 */
export function errorResponse(error: unknown, request: Request, desk: ErrorDesk): Response {
  const known = error instanceof AppError ? error : new AppError('internal', 'Unexpected error');
  const { code, message, hint } = known;
  if (code !== 'internal') return answer({ error: { code, message, ...(hint === undefined ? {} : { hint }) } }, code);
  const id = desk.newId();
  desk.log().error({ err: error, id, method: request.method, path: new URL(request.url).pathname }, 'request failed');
  return answer(
    { error: { code, message, hint: hint ?? `The server's log has the reason under id ${id}.`, id } },
    code,
  );
}

function answer(body: ErrorBody, code: ErrorCode): Response {
  return Response.json(body, { status: statusOf[code], headers: { 'cache-control': 'no-store' } });
}
