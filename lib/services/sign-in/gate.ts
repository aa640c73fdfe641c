import { type Actor, type Caller, type Grant, LOCAL_OPERATOR } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { Instant } from '@/lib/domain/instant';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { Session } from '@/lib/store/access-store';
import { audited, writeDecision } from '../access/audited';
import type { CommonContext } from '../bind-services';
import { isPassword } from './password-hash';
import { hashOfSecret, newSessionKey } from './secrets';

/** A user of the configuration file. */
export type KnownUser = Grant & { readonly name: string; readonly password: string };

/** How people sign in. */
export type SignInRules = {
  readonly users: readonly KnownUser[];
  readonly session: { readonly idle: number; readonly absolute: number };
};

/** What a request carries that says whom it comes from. */
export type Credentials = {
  readonly bearer?: string | undefined;
  readonly sessionKey?: string | undefined;
  readonly address?: string | undefined;
};

/** Slows down those who try passwords; throws `limited` for somebody who tried too often. */
export type SignInLimit = {
  check(who: { readonly name: string; readonly address: string | undefined }): Promise<void>;
  forget(who: { readonly name: string; readonly address: string | undefined }): Promise<void>;
};

export type GateInput = {
  readonly common: CommonContext;
  /** Absent: nobody has to sign in. */
  readonly rules: SignInRules | undefined;
  readonly limit: SignInLimit;
};

export type SignedIn = { readonly key: string; readonly expiresAt: Instant; readonly actor: Actor };

/** Who is let in, and how. */
export type Gate = {
  readonly asks: boolean;
  /** Throws `unauthenticated` for somebody who has to sign in, or whose token or session is no longer good. */
  identify(credentials: Credentials): Promise<Caller>;
  /** Throws `unauthenticated` for a wrong name or password, without saying which; `limited` after too many tries. */
  signIn(input: { readonly name: string; readonly password: string }, address: string | undefined): Promise<SignedIn>;
  /** Ends the session; nothing when it has ended already. */
  signOut(sessionKey: string, address: string | undefined): Promise<void>;
};

/** How old the time of the last use may be before it is written anew, in milliseconds. */
const SEEN_EVERY = 60_000;
const SIGN_IN = 'Sign in to use this console, or send an API token: Authorization: Bearer ….';

export function createGate({ common, rules, limit }: GateInput): Gate {
  const { store, now } = common;
  return {
    asks: rules !== undefined,
    async identify({ bearer, sessionKey, address }) {
      if (bearer !== undefined) return { actor: await ownerOf(bearer, common), address };
      if (rules === undefined) return { actor: LOCAL_OPERATOR, address };
      const actor =
        sessionKey === undefined ? undefined : await signedIn(hashOfSecret(sessionKey), { store, rules, now: now() });
      if (actor === undefined) throw new AppError('unauthenticated', 'You are not signed in.', { hint: SIGN_IN });
      return { actor, address };
    },
    async signIn({ name, password }, address) {
      // Tries past the limit are not written down: they could fill the log.
      await limit.check({ name, address });
      const known = rules?.users.find((user) => user.name === name);
      const user = (await isPassword(password, known?.password)) ? known : undefined;
      // Who did not prove to be somebody is told by the name they gave, and as nobody.
      const actor = user === undefined ? strangerNamed(name) : actorOf(user);
      const context = { ...common, caller: { actor, address } };
      const permit = async (): Promise<void> => {
        if (user === undefined) throw new AppError('unauthenticated', 'The name or the password is wrong.');
      };
      const run = () => openSession(store, { actor, address, now: now(), absolute: rules?.session.absolute ?? 0 });
      const signed = await audited(context, { action: 'session.sign-in', about: { subject: name }, permit, run });
      await limit.forget({ name, address });
      if (rules !== undefined) await store.deleteEndedSessions(now(), now() - rules.session.idle);
      return signed;
    },
    async signOut(sessionKey, address) {
      const hash = hashOfSecret(sessionKey);
      const session = await store.findSession(hash);
      if (session === undefined) return;
      const context = { ...common, caller: { actor: actorOf(session), address } };
      await writeDecision(context, 'session.sign-out', { about: { subject: session.name }, outcome: 'done' });
      await store.deleteSession(hash);
    },
  };
}

async function ownerOf(bearer: string, { store, now }: CommonContext): Promise<Actor> {
  const token = await store.findToken(hashOfSecret(bearer));
  const at = now();
  if (token === undefined || token.revokedAt !== undefined || (token.expiresAt ?? Infinity) <= at) {
    throw new AppError('unauthenticated', 'This API token is not valid: unknown, revoked or expired.', {
      hint: 'Make a new one with perdure token create.',
    });
  }
  if (at - (token.usedAt ?? 0) >= SEEN_EVERY) await store.markTokenUsed(token.id, at);
  const { name, role, scope, seesPayloads } = token;
  return { kind: 'token', name, role, scope, seesPayloads };
}

type Asked = { readonly store: ConsoleStore; readonly rules: SignInRules; readonly now: Instant };

/** What a user may do is what the configuration says now, not what it said when they signed in. */
async function signedIn(hash: string, { store, rules, now }: Asked): Promise<Actor | undefined> {
  const session = await store.findSession(hash);
  if (session === undefined || session.expiresAt <= now || session.seenAt + rules.session.idle <= now) return undefined;
  const user = session.method === 'password' ? rules.users.find(({ name }) => name === session.name) : session;
  if (user !== undefined && now - session.seenAt >= SEEN_EVERY) await store.markSessionSeen(hash, now);
  return user === undefined ? undefined : actorOf(user);
}

type Opening = {
  readonly actor: Actor;
  readonly address: string | undefined;
  readonly now: Instant;
  readonly absolute: number;
};

async function openSession(store: ConsoleStore, { actor, address, now, absolute }: Opening): Promise<SignedIn> {
  const key = newSessionKey();
  const { name, role, scope, seesPayloads } = actor;
  const times = { createdAt: now, seenAt: now, expiresAt: now + absolute };
  const session: Session = {
    ...{ hash: hashOfSecret(key), name, method: 'password', role, scope, seesPayloads, address },
    ...times,
  };
  await store.addSession(session);
  return { key, expiresAt: times.expiresAt, actor };
}

function actorOf({ name, role, scope, seesPayloads }: Grant & { readonly name: string }): Actor {
  return { kind: 'user', name, role, scope, seesPayloads };
}

/** Characters of a name that nobody has which the audit log keeps. */
const MOST = 100;

function strangerNamed(name: string): Actor {
  return actorOf({
    name: name.slice(0, MOST),
    role: 'viewer',
    scope: { apps: [], workflows: [] },
    seesPayloads: false,
  });
}
