import { AppError } from '@/lib/domain/app-error';
import { audited, writeDecision } from '../access/audited';
import type { CommonContext } from '../bind-services';
import { grantAtProvider } from './grant-at-provider';
import { nameOfClaims } from './grant-of-claims';
import type { IdentityProvider } from './identity-provider';
import { actorOf, forgetEndedSessions, openSession, strangerNamed, type SignedIn } from './sessions';
import { hashOfSecret } from './secrets';
import type { GateInput } from './sign-in-rules';

/** What a browser comes back with: the query of the address that the provider sent it to, and the ticket it had kept. */
export type ComeBack = { readonly answer: string; readonly ticket: string | undefined };

/** Sign-in at a provider of identities, in two steps with the provider between them. Refusals are in the audit log. */
export type ProviderSignIn = {
  /** As people know the provider. */
  readonly name: string;
  /** Throws `unauthenticated` when the provider does not answer; `limited` after too many tries. */
  begin(to: string, address: string | undefined): Promise<{ readonly url: string; readonly ticket: string }>;
  /** Throws `unauthenticated`, saying what is wrong, for everybody whom the provider did not prove to have a role here. */
  finish(back: ComeBack, address: string | undefined): Promise<SignedIn & Arrived>;
  /** Where a browser goes to sign out at the provider; undefined when there is no such place or it cannot be known now. */
  leaveUrl(proof?: string): Promise<string | undefined>;
};

/** Where in the console they wanted to go, and what their browser keeps of the provider. */
export type Arrived = { readonly to: string; readonly proof?: string | undefined };

/** Of whom nobody knows yet who they are. */
const NOT_KNOWN = '(not known)';

export function createProviderSignIn(input: GateInput, provider: IdentityProvider): ProviderSignIn {
  const { common, rules, limit } = input;
  const detail = { provider: provider.name };
  const told = <T>(work: () => T | Promise<T>, who: Who): Promise<T> => toldWhenRefused(work, { common, detail, who });
  return {
    name: provider.name,
    async begin(to, address) {
      await limit.check({ address });
      return told(() => provider.begin(to), { name: NOT_KNOWN, address });
    },
    async finish({ answer, ticket }, address) {
      await limit.check({ address });
      const { claims, keys, to } = await told(() => provider.finish(answer, ticket), { name: NOT_KNOWN, address });
      const name = await told(() => nameOfClaims(claims, provider.rules), { name: NOT_KNOWN, address });
      const grant = await told(() => grantAtProvider(claims, { name, input, provider }), { name, address });
      const actor = actorOf({ name, ...grant });
      const opening = {
        actor,
        method: 'oidc',
        address,
        now: common.now(),
        absolute: rules?.session.absolute ?? 0,
      } as const;
      const signed = await audited(
        { ...common, caller: { actor, address } },
        {
          ...{ action: 'session.sign-in', about: { subject: name, detail } },
          permit: async () => undefined,
          run: () => openSession(common.store, opening),
        },
      );
      await limit.forget({ address });
      await forgetEndedSessions(input);
      const proof = await provider.seal({ session: hashOfSecret(signed.key), at: common.now(), keys });
      return { ...signed, to, proof };
    },
    async leaveUrl(proof) {
      const opened = proof === undefined ? undefined : await provider.unseal(proof);
      return provider.leaveUrl(opened?.keys.idToken);
    },
  };
}

type Who = { readonly name: string; readonly address: string | undefined };

/** Writes down whom it refuses, by the name that is known of them by then. */
async function toldWhenRefused<T>(
  work: () => T | Promise<T>,
  { common, detail, who }: { readonly common: CommonContext; readonly detail: object; readonly who: Who },
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const caller = { actor: strangerNamed(who.name), address: who.address };
    const about = { subject: who.name, detail: { ...detail } };
    await writeDecision({ ...common, caller }, 'session.sign-in', { about, outcome: 'denied', error });
    throw error;
  }
}
