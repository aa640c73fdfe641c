import { type Actor, type Caller, LOCAL_OPERATOR } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { Instant } from '@/lib/domain/instant';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { Session, SignInMethod } from '@/lib/store/access-store';
import { audited, writeDecision } from '../access/audited';
import type { CommonContext } from '../bind-services';
import { isPassword } from './password-hash';
import { createProviderSignIn, type ProviderSignIn } from './provider-sign-in';
import { createRecheck, type Recheck } from './recheck';
import { hashOfSecret } from './secrets';
import { actorOf, forgetEndedSessions, openSession, strangerNamed, type SignedIn } from './sessions';
import type { GateInput, SignInRules } from './sign-in-rules';

/** What a request carries that says whom it comes from. */
export type Credentials = {
  readonly bearer?: string | undefined;
  readonly sessionKey?: string | undefined;
  /** What the browser keeps of the provider. */
  readonly proof?: string | undefined;
  readonly address?: string | undefined;
};

/** Who asks; `proof` is what their browser is to keep of the provider from now on, when that changed. */
export type Identified = Caller & { readonly proof?: { readonly key: string; readonly maxAgeSeconds: number } };

/** Who is let in, and how. */
export type Gate = {
  readonly asks: boolean;
  /** Whether there is anybody who could sign in by name and password. */
  readonly takesPasswords: boolean;
  readonly provider: ProviderSignIn | undefined;
  /** Throws `unauthenticated` for somebody who has to sign in, or whose token or session is no longer good. */
  identify(credentials: Credentials): Promise<Identified>;
  /** Throws `unauthenticated` for a wrong name or password, without saying which; `limited` after too many tries. */
  signIn(input: { readonly name: string; readonly password: string }, address: string | undefined): Promise<SignedIn>;
  /** Ends the session and says how it was begun; nothing when it has ended already. */
  signOut(sessionKey: string, asked: SigningOut): Promise<SignInMethod | undefined>;
};

/** `everywhere`: all sessions of the same owner end. */
export type SigningOut = { readonly address: string | undefined; readonly everywhere?: boolean };

/** How old the time of the last use may be before it is written anew, in milliseconds. */
const SEEN_EVERY = 60_000;
const SIGN_IN = 'Sign in to use this console, or send an API token: Authorization: Bearer ….';

export function createGate(input: GateInput): Gate {
  const { common, rules, limit, provider } = input;
  const { store, now } = common;
  const recheck = provider && createRecheck(input, provider);
  return {
    asks: rules !== undefined,
    takesPasswords: rules === undefined || rules.users.length > 0,
    provider: provider && createProviderSignIn(input, provider),
    async identify({ bearer, sessionKey, proof, address }) {
      if (bearer !== undefined) return { actor: await ownerOf(bearer, common), address };
      if (rules === undefined) return { actor: LOCAL_OPERATOR, address };
      const asked = { store, rules, recheck, proof, now: now() };
      const found = sessionKey === undefined ? undefined : await signedIn(hashOfSecret(sessionKey), asked);
      if (found === undefined) throw new AppError('unauthenticated', 'You are not signed in.', { hint: SIGN_IN });
      return { ...found, address };
    },
    async signIn({ name, password }, address) {
      // Tries past the limit are not written down: they could fill the log.
      await limit.check({ name, address });
      const known = rules?.users.find((user) => user.name === name);
      const user = (await isPassword(password, known?.password)) ? known : undefined;
      const actor = user === undefined ? strangerNamed(name) : actorOf(user);
      const context = { ...common, caller: { actor, address } };
      const permit = async (): Promise<void> => {
        if (user === undefined) throw new AppError('unauthenticated', 'The name or the password is wrong.');
      };
      const run = () =>
        openSession(store, {
          ...{ actor, method: 'password', address },
          now: now(),
          absolute: rules?.session.absolute ?? 0,
        });
      const signed = await audited(context, { action: 'session.sign-in', about: { subject: name }, permit, run });
      await limit.forget({ name, address });
      await forgetEndedSessions(input);
      return signed;
    },
    signOut: (sessionKey, asked) => signOut(common, sessionKey, asked),
  };
}

async function signOut(
  common: CommonContext,
  sessionKey: string,
  { address, everywhere = false }: SigningOut,
): Promise<SignInMethod | undefined> {
  const { store } = common;
  const hash = hashOfSecret(sessionKey);
  const session = await store.findSession(hash);
  if (session === undefined) return undefined;
  const context = { ...common, caller: { actor: actorOf(session), address } };
  const about = { subject: session.name, ...(everywhere && { detail: { everywhere } }) };
  await writeDecision(context, 'session.sign-out', { about, outcome: 'done' });
  await (everywhere ? store.endSessions({ name: session.name }) : store.deleteSession(hash));
  return session.method;
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

type Asked = {
  readonly store: ConsoleStore;
  readonly rules: SignInRules;
  readonly recheck: Recheck | undefined;
  readonly proof: string | undefined;
  readonly now: Instant;
};

/**
 * What a user may do is what the configuration says now, not what it said when they signed in. For those whom a provider
 * named it is what the provider says, which is asked again at times.
 */
async function signedIn(hash: string, asked: Asked): Promise<Omit<Identified, 'address'> | undefined> {
  const { store, rules, now } = asked;
  const session = await store.findSession(hash);
  if (session === undefined || session.expiresAt <= now || session.seenAt + rules.session.idle <= now) return undefined;
  const found = await foundNow(session, asked);
  if (found !== undefined && now - session.seenAt >= SEEN_EVERY) await store.markSessionSeen(hash, now);
  return found;
}

async function foundNow(
  session: Session,
  { rules, recheck, proof, now }: Asked,
): Promise<Omit<Identified, 'address'> | undefined> {
  if (session.method === 'password') {
    const user = rules.users.find(({ name }) => name === session.name);
    return user && { actor: actorOf(user) };
  }
  const checked = await recheck?.(session, proof);
  if (checked === undefined) return undefined;
  const actor = actorOf(checked.session);
  if (checked.proof === undefined) return { actor };
  const maxAgeSeconds = Math.floor((session.expiresAt - now) / 1000);
  return { actor, proof: { key: checked.proof, maxAgeSeconds } };
}
