import type { Context, MiddlewareHandler } from 'hono';
import { type AppAccess, type Caller, TOKEN_HEADER } from '@/lib/runtime/apps/app-access';

/** What a request carries through the Dapr HTTP API once its caller is known. */
export type DaprEnv = { Variables: { caller: Caller } };

export type DaprContext = Context<DaprEnv>;

/** Lets callers in by their token; passing on is what makes `context.var.caller` be there. Throws `unauthenticated`. */
export function admitCallers(access: AppAccess): MiddlewareHandler<DaprEnv> {
  return async (context, next) => {
    context.set('caller', access.admit(context.req.header(TOKEN_HEADER)));
    await next();
  };
}
