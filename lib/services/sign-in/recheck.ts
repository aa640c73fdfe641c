import type { Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { Session } from '@/lib/store/access-store';
import { decisionOf } from '../access/audited';
import { grantAtProvider } from './grant-at-provider';
import type { Claimed, IdentityProvider, Proof } from './identity-provider';
import { actorOf } from './sessions';
import type { GateInput } from './sign-in-rules';

/** How often a provider is asked whether what it said of somebody is still so, in milliseconds. */
const ASK_EVERY = 5 * 60_000;

/** How long a session counts of which the provider said nothing, be it out of reach or without a way to ask it. */
const LONGEST_UNSAID = 60 * 60_000;

/** How soon a provider that could not be asked is asked again. */
const TRY_EVERY = 30_000;

/** A session as it is now; `proof` is to be kept by the browser in the place of the one that it sent. */
export type Rechecked = { readonly session: Session; readonly proof?: string | undefined };

export type Recheck = (session: Session, sealed: string | undefined) => Promise<Rechecked | undefined>;

type Known = { readonly proof: Proof; readonly sealed: string | undefined; readonly triedAt?: number | undefined };

/**
 * Asks the provider again about those whom it named.
 *
 * 1. What it says is at most `ASK_EVERY` old while it answers: a role that was taken away or changed counts from then on.
 * 2. Without an answer the last one counts for `LONGEST_UNSAID`, and no longer.
 * 3. Of one session it is asked once at a time, with the newest keys that this console knows: a refresh token is used once.
 */
export function createRecheck(input: GateInput, provider: IdentityProvider): Recheck {
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<Known | undefined>>();
  const { now } = input.common;
  return async (session, sealed) => {
    const newest = await newestOf(known.get(session.hash), { session, sealed, provider });
    const isFresh = now() - newest.proof.at < ASK_EVERY || now() - (newest.triedAt ?? 0) < TRY_EVERY;
    const asking = underWay.get(session.hash);
    const next = isFresh ? newest : await (asking ?? oneAtATime(underWay, session.hash, () => ask(newest, session)));
    if (next === undefined) return undefined;
    if (now() - next.proof.at >= LONGEST_UNSAID) return undefined;
    const found = isFresh ? session : await input.common.store.findSession(session.hash);
    return found && { session: found, proof: next.sealed === sealed ? undefined : next.sealed };
  };

  async function ask(newest: Known, session: Session): Promise<Known | undefined> {
    const next = await askAgain(newest, session, { input, provider });
    forgetOld(known, now() - (input.rules?.session.absolute ?? 0));
    if (next === undefined) known.delete(session.hash);
    else known.set(session.hash, next);
    return next;
  }
}

type Sent = { readonly session: Session; readonly sealed: string | undefined; readonly provider: IdentityProvider };

async function newestOf(known: Known | undefined, { session, sealed, provider }: Sent): Promise<Known> {
  const opened = sealed === undefined ? undefined : await provider.unseal(sealed);
  const sent = opened?.session === session.hash ? opened : undefined;
  if (known !== undefined && known.proof.at >= (sent?.at ?? 0)) return known;
  if (sent !== undefined) return { proof: sent, sealed };
  const nothing = { session: session.hash, at: session.createdAt, keys: { subject: '' } };
  return { proof: nothing, sealed };
}

type Asking = { readonly input: GateInput; readonly provider: IdentityProvider };

async function askAgain(newest: Known, session: Session, asking: Asking): Promise<Known | undefined> {
  const { input, provider } = asking;
  const { now, store } = input.common;
  try {
    const claimed = await provider.askAgain(newest.proof.keys);
    await takeGrant(claimed, session, asking);
    const proof: Proof = { session: session.hash, at: now(), keys: claimed.keys };
    return { proof, sealed: await provider.seal(proof) };
  } catch (error) {
    if (!(error instanceof AppError) || !['unauthenticated', 'unavailable'].includes(error.code)) throw error;
    if (error.code === 'unavailable') return { ...newest, triedAt: now() };
    await store.endSessions({ hash: session.hash }, entryOf(session, input, { why: error.message }));
    return undefined;
  }
}

async function takeGrant({ claims }: Claimed, session: Session, { input, provider }: Asking): Promise<void> {
  const grant = grantAtProvider(claims, { name: session.name, input, provider });
  if (wordsOf(grant) === wordsOf(session)) return;
  const entry = {
    ...entryOf(session, input, { from: session.role, to: grant.role }),
    action: 'session.change-role',
  } as const;
  await input.common.store.changeSessionGrant(session.hash, grant, entry);
}

function entryOf(session: Session, { common }: GateInput, detail: Readonly<Record<string, unknown>>) {
  const context = { ...common, caller: { actor: actorOf(session), address: session.address } };
  return decisionOf(context, 'session.end', { about: { subject: session.name, detail }, outcome: 'done' });
}

function wordsOf({ role, scope: { apps, workflows }, seesPayloads }: Grant): string {
  return JSON.stringify([role, apps, workflows, seesPayloads]);
}

function oneAtATime<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const asked = work().finally(() => underWay.delete(key));
  underWay.set(key, asked);
  return asked;
}

function forgetOld(known: Map<string, Known>, since: number): void {
  for (const [hash, { proof }] of known) if (proof.at < since) known.delete(hash);
}
