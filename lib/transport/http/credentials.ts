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
  const kept = proofName(door);
  const proof = parse(headers.get('cookie') ?? '', kept)[kept];
  return { bearer, sessionKey, proof, address: addressOf(headers, door) };
}

/** The cookie of a session: out of reach for scripts and for other sites, and only over https where there is https. */
export function sessionCookie(change: CookieChange, door: FrontDoor): string {
  return cookie(cookieName(door), change, door);
}

/** What makes a browser forget it. */
export function noSessionCookie(door: FrontDoor): string {
  return sessionCookie(FORGOTTEN, door);
}

/** The cookie of what a browser keeps of the provider, kept from others as that of a session is. */
export function proofCookie(change: CookieChange, door: FrontDoor): string {
  return cookie(proofName(door), change, door);
}

/** What makes a browser forget it. */
export function noProofCookie(door: FrontDoor): string {
  return proofCookie(FORGOTTEN, door);
}

/** The ticket of a sign-in that is under way at a provider; absent when there is none. */
export function ticketOf({ headers }: { readonly headers: Headers }, door: FrontDoor): string | undefined {
  const name = ticketName(door);
  return parse(headers.get('cookie') ?? '', name)[name];
}

/** The cookie of such a ticket, kept from others as that of a session is. */
export function ticketCookie(ticket: string, door: FrontDoor): string {
  return cookie(ticketName(door), { key: ticket, maxAgeSeconds: TICKET_SECONDS }, door);
}

/** What makes a browser forget it. */
export function noTicketCookie(door: FrontDoor): string {
  return cookie(ticketName(door), FORGOTTEN, door);
}

const FORGOTTEN: CookieChange = { key: '', maxAgeSeconds: 0 };

/** A browser keeps a ticket a little longer than it is good, so that one that comes late is told why. */
const TICKET_SECONDS = 3600;

function cookie(name: string, { key, maxAgeSeconds }: CookieChange, door: FrontDoor): string {
  const kept = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  return serialize(name, key, { ...kept, maxAge: maxAgeSeconds, secure: isSecure(door) });
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

function proofName(door: FrontDoor): string {
  return isSecure(door) ? '__Host-perdure-proof' : 'perdure_proof';
}

function ticketName(door: FrontDoor): string {
  return isSecure(door) ? '__Host-perdure-ticket' : 'perdure_ticket';
}
