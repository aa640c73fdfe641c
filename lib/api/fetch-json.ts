import type { z } from 'zod';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { errorSchema } from './schemas';

/** Calls the HTTP API and checks the answer against its schema. Throws an AppError with the server's own words. */
export async function fetchJson<S extends z.ZodType>(
  schema: S,
  path: string,
  init?: RequestInit,
): Promise<z.output<S>> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
  } catch (cause) {
    throw new AppError('unavailable', 'The console server does not answer.', {
      hint: 'Nothing was changed. Check that Perdure is running, then try again.',
      cause,
    });
  }
  if (!response.ok) throw await errorOf(response);
  return schema.parse(await jsonOf(response));
}

/** Sends a JSON body by POST. */
export function postJson<S extends z.ZodType>(schema: S, path: string, body: unknown): Promise<z.output<S>> {
  return sendJson(schema, path, { method: 'POST', body });
}

/** Sends a JSON body by a method. */
export function sendJson<S extends z.ZodType>(
  schema: S,
  path: string,
  { method, body }: { readonly method: 'POST' | 'PATCH'; readonly body: unknown },
): Promise<z.output<S>> {
  return fetchJson(schema, path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What an answer that is not 2xx says, in the server's own words. */
export async function errorOf(response: Response): Promise<AppError> {
  const parsed = errorSchema.safeParse(await jsonOf(response));
  if (!parsed.success)
    return new AppError('internal', `The console server answered ${response.status} without a reason.`);
  const { code, message, hint } = parsed.data.error;
  return new AppError(code as ErrorCode, message, hint === undefined ? {} : { hint });
}

function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
