import { z } from 'zod';
import { errorOf, fetchJson } from '@/lib/api/fetch-json';
import { AppError } from '@/lib/domain/app-error';

/** The console's HTTP API as the command line asks it. Every call throws an AppError in the server's own words. */
export type ConsoleClient = {
  /** Address of the console, without a slash at its end. */
  readonly url: string;
  get<S extends z.ZodType>(schema: S, path: string): Promise<z.output<S>>;
  send<S extends z.ZodType>(schema: S, path: string, request: SentRequest): Promise<z.output<S>>;
  /** An answer that is text of a media type. */
  text(path: string, type: string): Promise<string>;
  /** A stream of server-sent events; resolves once it begins. */
  open(path: string, init: { readonly signal: AbortSignal }): Promise<ReadableStream<Uint8Array>>;
};

export type SentRequest = { readonly method: 'POST' | 'PATCH' | 'DELETE'; readonly body?: unknown };

/** A client of the console at an address; `token` goes along as a Bearer token. */
export function createConsoleClient(url: string, token: string | undefined): ConsoleClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    url,
    get: (schema, path) => inItsWords(url, () => fetchJson(schema, `${url}${path}`, { headers })),
    send: (schema, path, { method, body }) => {
      const sent = { ...headers, 'content-type': 'application/json' };
      const init = { method, headers: sent, ...(body !== undefined && { body: JSON.stringify(body) }) };
      return inItsWords(url, () => fetchJson(schema, `${url}${path}`, init));
    },
    text: async (path, type) => (await ask({ url, path, type, init: { headers } })).text(),
    open: async (path, { signal }) => {
      const { body } = await ask({ url, path, type: 'text/event-stream', init: { headers, signal } });
      return body ?? Promise.reject(notAConsole(url, undefined));
    },
  };
}

type Asked = { readonly url: string; readonly path: string; readonly type: string; readonly init: RequestInit };

async function ask({ url, path, type, init }: Asked): Promise<Response> {
  const response = await fetch(`${url}${path}`, init).catch((cause: unknown) => {
    throw doesNotAnswer(url, cause);
  });
  if (!response.ok) throw await errorOf(response);
  if (response.headers.get('content-type')?.startsWith(type) !== true) throw notAConsole(url, undefined);
  return response;
}

/** Names the address where the API's own words cannot know it. */
async function inItsWords<T>(url: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof z.ZodError) throw notAConsole(url, error);
    if (error instanceof AppError && error.cause instanceof TypeError) throw doesNotAnswer(url, error.cause);
    throw error;
  }
}

function doesNotAnswer(url: string, cause: unknown): AppError {
  return new AppError('unavailable', `The console at ${url} does not answer.`, {
    hint: 'Start Perdure with `npm start`, or name another console by --server or PERDURE_URL.',
    cause,
  });
}

function notAConsole(url: string, cause: unknown): AppError {
  return new AppError('internal', `What answers at ${url} does not speak as the console of this Perdure does.`, {
    hint: 'Check the address (--server, PERDURE_URL), and that command line and console are of one version.',
    cause,
  });
}
