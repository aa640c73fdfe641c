import type { Actor, Grant } from '@/lib/domain/actor';
import type { Instant } from '@/lib/domain/instant';
import type { Session, SignInMethod } from '@/lib/store/access-store';
import type { ConsoleStore } from '@/lib/store/console-store';
import { hashOfSecret, newSessionKey } from './secrets';
import type { GateInput } from './sign-in-rules';

export type SignedIn = { readonly key: string; readonly expiresAt: Instant; readonly actor: Actor };

export type Opening = {
  readonly actor: Actor;
  readonly method: SignInMethod;
  readonly address: string | undefined;
  readonly now: Instant;
  readonly absolute: number;
};

/** Writes a new session down and gives the key of it, which is known to nobody else. */
export async function openSession(
  store: ConsoleStore,
  { actor, method, address, now, absolute }: Opening,
): Promise<SignedIn> {
  const key = newSessionKey();
  const { name, role, scope, seesPayloads } = actor;
  const times = { createdAt: now, seenAt: now, expiresAt: now + absolute };
  const session: Session = {
    ...{ hash: hashOfSecret(key), name, method, role, scope, seesPayloads, address },
    ...times,
  };
  await store.addSession(session);
  return { key, expiresAt: times.expiresAt, actor };
}

/** Sessions that have ended are of no use to anybody. */
export async function forgetEndedSessions({ common: { store, now }, rules }: GateInput): Promise<void> {
  if (rules !== undefined) await store.deleteEndedSessions(now(), now() - rules.session.idle);
}

export function actorOf({ name, role, scope, seesPayloads }: Grant & { readonly name: string }): Actor {
  return { kind: 'user', name, role, scope, seesPayloads };
}

/** Characters of a name that nobody has which the audit log keeps. */
const MOST = 100;

/** Who did not prove to be somebody is told by the name they gave, and as nobody. */
export function strangerNamed(name: string): Actor {
  return actorOf({
    name: name.slice(0, MOST),
    role: 'viewer',
    scope: { apps: [], workflows: [] },
    seesPayloads: false,
  });
}
