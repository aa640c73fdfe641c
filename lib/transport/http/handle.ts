import type { z } from 'zod';
import type { Caller } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import { askerOf, refuseForeigners } from './browser-guard';
import { type CookieChange, credentialsOf, type FrontDoor, proofCookie } from './credentials';
import { errorResponse, type ErrorDesk } from './error-response';
import { readBody, readQuery } from './read-input';

/** Who asks, and what their browser is to keep of the provider from now on, when that changed. */
type Asker = Caller & { readonly proof?: CookieChange };

/** What the routes of the console stand on, given once by the composition root. */
export type Rim<Services> = ErrorDesk & {
  /** Who asks. Throws `unauthenticated` for somebody who has to sign in first. */
  readonly callerOf: (credentials: ReturnType<typeof credentialsOf>) => Promise<Asker>;
  /** The use cases for a caller. Opened at the first request; rejects with `unavailable` while it cannot be. */
  readonly services: (caller: Caller) => Promise<Services>;
  /** The address the console listens on, and where people reach it when that is elsewhere. */
  readonly door: () => FrontDoor & { readonly host: string };
};

/** What a route takes: absent means that nothing is read. `largestBody`: in bytes, where it is not the usual. */
export type Schemas<Q extends z.ZodObject, B extends z.ZodType> = {
  readonly query?: Q;
  readonly body?: B;
  readonly largestBody?: number;
};

export type RouteInput<Q extends z.ZodObject, B extends z.ZodType> = {
  /** The instance in the address; both parts are '' where the address names none. */
  readonly ref: InstanceRef;
  /** What else the address names; '' where it names nothing. */
  readonly id: string;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly request: Request;
};

/** Next resolves `params` with nothing for an address without parameters, and with each of them decoded otherwise. */
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** A route, and what it reads its requests by. */
type ToldRoute = Route & { readonly takes: { readonly query?: z.ZodType; readonly body?: z.ZodType } };

type Params = Readonly<Record<string, string>> | undefined;

type Act<Services, Q extends z.ZodObject, B extends z.ZodType> = (
  services: Services,
  input: RouteInput<Q, B>,
) => Promise<unknown>;

/**
 * Makes the one shape that every route has: guard, parse, call, answer. What `act` resolves with is answered as JSON,
 * unless it is a `Response` already; whatever it throws becomes an error body, never a stack trace.
 */
export function createHandle<Services>(rim: Rim<Services>) {
  return function handle<Q extends z.ZodObject, B extends z.ZodType>(
    schemas: Schemas<Q, B>,
    act: Act<Services, Q, B>,
  ): ToldRoute {
    const route: Route = async (request, { params }) => {
      try {
        const door = rim.door();
        refuseForeigners(askerOf(request), door);
        const { proof, ...caller } = await rim.callerOf(credentialsOf(request, door));
        const input = await readInput(schemas, request, await params);
        const response = asResponse(await act(await rim.services(caller), input));
        if (proof !== undefined) response.headers.append('set-cookie', proofCookie(proof, door));
        return response;
      } catch (error) {
        return errorResponse(error, request, rim);
      }
    };
    return Object.assign(route, { takes: schemas });
  };
}

function asResponse(answer: unknown): Response {
  return answer instanceof Response ? answer : Response.json(answer, { headers: { 'cache-control': 'no-store' } });
}

async function readInput<Q extends z.ZodObject, B extends z.ZodType>(
  schemas: Schemas<Q, B>,
  request: Request,
  params: Params,
): Promise<RouteInput<Q, B>> {
  const { searchParams } = new URL(request.url);
  const { appId = '', instanceId = '', id = '' } = params ?? {};
  return {
    ref: { appId, instanceId },
    id,
    query: schemas.query === undefined ? nothing<Q>() : readQuery(schemas.query, searchParams),
    body: schemas.body === undefined ? nothing<B>() : await readBody(schemas.body, request, schemas.largestBody),
    request,
  };
}

/** A route without a schema has no way to name what it would read. */
function nothing<S extends z.ZodType>(): z.output<S> {
  return undefined as z.output<S>;
}
