import { parse, serialize } from 'hono/utils/cookie';

/** Where the console's own address is known from the network alone, and where a proxy in front of it is to be believed. */
export type FrontDoor = { readonly publicUrl: string | undefined };

export type CookieChange = { readonly key: string; readonly maxAgeSeconds: number };

/** Header in which instrumentation.ts writes down who is at the other end of the connection, whatever a client says. */
export const PEER_HEADER = 'x-perdure-peer';

/** What a request carries that says whom it comes from. */
export function credentialsOf({ headers }: { readonly headers: Headers }, door: FrontDoor) {
  const [, bearer] = /^Bearer ([\w~+/.=-]{1,500})$/i.exec(headers.get('authorization') ?? '') ?? [];
  const name = cookieName(door);
  const sessionKey = parse(headers.get('cookie') ?? '', name)[name];
  return { bearer, sessionKey, address: addressOf(headers, door) };
}

/** The cookie of a session: out of reach for scripts and for other sites, and only over https where there is https. */
export function sessionCookie({ key, maxAgeSeconds }: CookieChange, door: FrontDoor): string {
  const options = {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: maxAgeSeconds,
    secure: isSecure(door),
  } as const;
  return serialize(cookieName(door), key, options);
}

/** What makes a browser forget it. */
export function noSessionCookie(door: FrontDoor): string {
  return sessionCookie({ key: '', maxAgeSeconds: 0 }, door);
}

/** Behind a proxy (`publicUrl`) the address that the proxy itself wrote down, which is the last one. */
function addressOf(headers: Headers, { publicUrl }: FrontDoor): string | undefined {
  const peer = headers.get(PEER_HEADER) ?? undefined;
  const told = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return publicUrl === undefined ? peer : (told ?? peer);
}

function isSecure({ publicUrl }: FrontDoor): boolean {
  return publicUrl?.startsWith('https:') === true;
}

function cookieName(door: FrontDoor): string {
  return isSecure(door) ? '__Host-perdure' : 'perdure_session';
}
