import type { Gate } from '@/lib/services/sign-in/gate';
import { credentialsOf, type FrontDoor, noSessionCookie, sessionCookie } from './credentials';

type SignIn = {
  readonly gate: Gate;
  readonly door: FrontDoor;
  readonly request: Request;
  readonly body: { readonly name: string; readonly password: string };
  readonly now: number;
};

/** Signs somebody in and gives their browser the cookie. A session that was there before ends. */
export async function signInResponse({ gate, door, request, body, now }: SignIn): Promise<Response> {
  const { address, sessionKey } = credentialsOf(request, door);
  const { key, expiresAt, actor } = await gate.signIn(body, address);
  if (sessionKey !== undefined) await gate.signOut(sessionKey, address);
  const maxAgeSeconds = Math.floor((expiresAt - now) / 1000);
  const { name, role } = actor;
  return withCookie({ name, role }, sessionCookie({ key, maxAgeSeconds }, door));
}

/** Ends the session of a request, if it has one, and makes the browser forget it. */
export async function signOutResponse({ gate, door, request }: Omit<SignIn, 'body' | 'now'>): Promise<Response> {
  const { address, sessionKey } = credentialsOf(request, door);
  if (sessionKey !== undefined) await gate.signOut(sessionKey, address);
  return withCookie({ done: true }, noSessionCookie(door));
}

function withCookie(answer: object, cookie: string): Response {
  return Response.json(answer, { headers: { 'cache-control': 'no-store', 'set-cookie': cookie } });
}
