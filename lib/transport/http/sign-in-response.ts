import type { Gate } from '@/lib/services/sign-in/gate';
import { AppError } from '@/lib/domain/app-error';
import type { Arrived, ProviderSignIn } from '@/lib/services/sign-in/provider-sign-in';
import type { SignedIn } from '@/lib/services/sign-in/sessions';
import {
  credentialsOf,
  type FrontDoor,
  noProofCookie,
  noSessionCookie,
  noTicketCookie,
  proofCookie,
  sessionCookie,
  ticketCookie,
  ticketOf,
} from './credentials';

type Asked = { readonly gate: Gate; readonly door: FrontDoor; readonly request: Request; readonly now: number };

/** Signs somebody in and gives their browser the cookie. A session that was there before ends. */
export async function signInResponse(
  asked: Asked,
  body: { readonly name: string; readonly password: string },
): Promise<Response> {
  const { gate, door, request } = asked;
  return signedInResponse(asked, await gate.signIn(body, credentialsOf(request, door).address));
}

/** Says where a browser goes to sign in at the provider, and gives it the ticket that it has to come back with. */
export async function beginResponse({ gate, door, request }: Asked, body: { readonly to: string }): Promise<Response> {
  const { url, ticket } = await providerOf(gate).begin(body.to, credentialsOf(request, door).address);
  return withCookies({ url }, [ticketCookie(ticket, door)]);
}

/** The same as `signInResponse` for somebody who comes back from the provider. */
export async function finishResponse(asked: Asked, body: { readonly answer: string }): Promise<Response> {
  const { gate, door, request } = asked;
  const back = { answer: body.answer, ticket: ticketOf(request, door) };
  return signedInResponse(asked, await providerOf(gate).finish(back, credentialsOf(request, door).address));
}

/** Ends the session of a request, if it has one, and makes the browser forget it; `next` is where it signs out as well. */
export async function signOutResponse(
  { gate, door, request }: Omit<Asked, 'now'>,
  { everywhere }: { readonly everywhere: boolean },
): Promise<Response> {
  const { address, sessionKey, proof } = credentialsOf(request, door);
  const method = sessionKey === undefined ? undefined : await gate.signOut(sessionKey, { address, everywhere });
  const next = method === 'oidc' ? await gate.provider?.leaveUrl(proof) : undefined;
  const forgotten = [noSessionCookie(door), ...(proof === undefined ? [] : [noProofCookie(door)])];
  return withCookies({ done: true, ...(next !== undefined && { next }) }, forgotten);
}

async function signedInResponse(
  { gate, door, request, now }: Asked,
  { key, expiresAt, actor, to, proof }: SignedIn & Partial<Arrived>,
): Promise<Response> {
  const { address, sessionKey } = credentialsOf(request, door);
  if (sessionKey !== undefined) await gate.signOut(sessionKey, { address });
  const maxAgeSeconds = Math.floor((expiresAt - now) / 1000);
  const { name, role } = actor;
  const cookies = [
    sessionCookie({ key, maxAgeSeconds }, door),
    ...(to === undefined ? [] : [noTicketCookie(door)]),
    ...(proof === undefined ? [] : [proofCookie({ key: proof, maxAgeSeconds }, door)]),
  ];
  return withCookies({ name, role, ...(to !== undefined && { to }) }, cookies);
}

function providerOf({ provider }: Gate): ProviderSignIn {
  if (provider !== undefined) return provider;
  throw new AppError('not_found', 'This console has no provider to sign in at.', {
    hint: 'Sign in by name and password, or set PERDURE_AUTH_OIDC_ISSUER and what docs/security.md says of it.',
  });
}

function withCookies(answer: object, cookies: readonly string[]): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return Response.json(answer, { headers });
}
