import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readOidc } from '@/lib/bootstrap/oidc-settings';
import { createGate, type Gate } from '@/lib/services/sign-in/gate';
import { hashOfSecret } from '@/lib/services/sign-in/secrets';
import { serveRoutes, type ConsoleUnderTest } from '@/lib/testing/access/console-under-test';
import {
  startIdentityProvider,
  type ProviderOptions,
  type ProviderUnderTest,
} from '@/lib/testing/access/identity-provider';
import { createIdentityProvider } from './create-identity-provider';

const HOME = 'http://127.0.0.1:3000';
const MINUTE = 60_000;
const REFUSED = { code: 'unauthenticated' };

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await serveRoutes();
});
afterAll(() => console.close());

test('what the provider says is five minutes old at most: a role that was changed there is changed here', async () => {
  const { clock, accounts, gate, come, roles, newest } = await signedIn();
  accounts['ada'] = { ...accounts['ada'], groups: ['viewers'] };
  clock.at += 4 * MINUTE;
  expect(await come()).toBe('admin');
  clock.at += MINUTE;
  expect(await come()).toBe('viewer');
  expect(await newest()).toMatchObject({
    ...{ action: 'session.change-role', subject: 'ada', detail: '{"from":"admin","to":"viewer"}' },
  });
  accounts['ada'] = { ...accounts['ada'], groups: ['admins'] };
  for (let round = 0; round < 3; round += 1) {
    clock.at += 5 * MINUTE;
    expect(await Promise.all([come(), come(), come()])).toEqual(['admin', 'admin', 'admin']);
  }
  expect(roles()).toBe(4);
  expect(gate.asks).toBe(true);
});

test.each([
  ['has no role any more', { preferred_username: 'ada', groups: [] }, /no role/],
  ['has another name', { preferred_username: 'eva', groups: ['admins'] }, /names ada otherwise now/],
  ['has no account any more', undefined, /says that this session is over/],
])('the session of somebody who %s there ends, and the log has why', async (_, claims, why) => {
  const { clock, accounts, come, newest, hash } = await signedIn();
  if (claims === undefined) delete accounts['ada'];
  else accounts['ada'] = claims;
  clock.at += 5 * MINUTE;
  await expect(come()).rejects.toMatchObject(REFUSED);
  expect(await newest()).toMatchObject({
    ...{ action: 'session.end', subject: 'ada', outcome: 'done', detail: expect.stringMatching(why) },
  });
  expect(await console.context.store.findSession(hash)).toBeUndefined();
});

test('without the provider its last word counts for an hour, and again once it is back', async () => {
  const { clock, provider, accounts, come } = await signedIn();
  provider.beOutOfReach(true);
  clock.at += 59 * MINUTE;
  expect(await come()).toBe('admin');
  clock.at += MINUTE;
  await expect(come()).rejects.toMatchObject(REFUSED);
  provider.beOutOfReach(false);
  accounts['ada'] = { ...accounts['ada'], groups: ['viewers'] };
  await expect(come()).rejects.toMatchObject(REFUSED);
  clock.at += MINUTE / 2;
  expect(await come()).toBe('viewer');
});

test('where there is no refresh token the user info is asked', async () => {
  const { clock, accounts, come } = await signedIn({ givesRefreshTokens: false });
  accounts['ada'] = { ...accounts['ada'], groups: ['viewers'] };
  clock.at += 5 * MINUTE;
  expect(await come()).toBe('viewer');
});

test('who keeps nothing of the provider, or what is of another session, is let in for an hour', async () => {
  const { clock, come, others } = await signedIn();
  const foreign = await others();
  clock.at += 59 * MINUTE;
  expect(await come({ proof: foreign })).toBe('admin');
  expect(await come({ proof: 'made up' })).toBe('admin');
  clock.at += MINUTE;
  for (const proof of [undefined, 'made up', foreign]) await expect(come({ proof })).rejects.toMatchObject(REFUSED);
});

test('another console takes up what the browser keeps', async () => {
  const { clock, come, secondGate } = await signedIn();
  clock.at += 5 * MINUTE;
  expect(await come()).toBe('admin');
  clock.at += 5 * MINUTE;
  expect(await come({ gate: secondGate })).toBe('admin');
});

test('the provider is told at sign-out who leaves', async () => {
  const { gate, kept } = await signedIn();
  const url = new URL((await gate.provider?.leaveUrl(kept())) ?? '');
  expect(url.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
  expect(new URL((await gate.provider?.leaveUrl('made up')) ?? '').searchParams.has('id_token_hint')).toBe(false);
});

type Asking = { readonly gate?: Gate; readonly proof?: string | undefined };

/** Ada is signed in as an admin; `come` asks as her browser does, and answers her role. */
async function signedIn(over: Partial<ProviderOptions> = {}) {
  const accounts: Record<string, Readonly<Record<string, unknown>>> = {
    ada: { preferred_username: 'ada', groups: ['admins'] },
  };
  const provider = await startIdentityProvider({ accounts, publicUrl: HOME, givesRefreshTokens: true, ...over });
  onTestFinished(() => provider.close());
  const clock = { at: Date.now() };
  let asked = 0;
  provider.alterTokens(() => void (asked += 1));
  const gate = gateAt(provider, clock);
  const { key, proof } = await enter(gate, provider);
  asked = 0;
  let kept = proof;
  const come = async (asking: Asking = {}) => {
    const sent = 'proof' in asking ? asking.proof : kept;
    const found = await (asking.gate ?? gate).identify({ sessionKey: key, proof: sent, address: '192.0.2.1' });
    if (!('proof' in asking) && found.proof !== undefined) kept = found.proof.key;
    return found.actor.role;
  };
  const { store } = console.context;
  return {
    ...{ clock, provider, accounts, gate, come, hash: hashOfSecret(key), secondGate: gateAt(provider, clock) },
    kept: () => kept,
    roles: () => asked,
    others: async () => (await enter(gate, provider)).proof,
    newest: async () => (await store.listAudit({ actors: [], actions: [], outcomes: [] }, { limit: 1 })).entries[0],
  };
}

async function enter(gate: Gate, provider: ProviderUnderTest) {
  const begun = await gate.provider?.begin('/', '192.0.2.1');
  const answer = await provider.visit(begun?.url ?? '');
  const arrived = await gate.provider?.finish({ answer, ticket: begun?.ticket }, '192.0.2.1');
  if (arrived === undefined) throw new Error('this gate has a provider');
  return arrived;
}

function gateAt(provider: ProviderUnderTest, clock: { readonly at: number }): Gate {
  const env = { ...provider.env, PERDURE_AUTH_OIDC_ADMINS: 'admins', PERDURE_AUTH_OIDC_VIEWERS: 'viewers' };
  const settings = readOidc({ config: undefined, file: '', env, publicUrl: HOME });
  if (settings === undefined) throw new Error('these name a provider');
  const now = () => clock.at;
  return createGate({
    common: { ...console.context, now },
    rules: { users: [], session: { idle: 12 * 60 * MINUTE, absolute: 12 * 60 * MINUTE } },
    limit: { check: async () => undefined, forget: async () => undefined },
    provider: createIdentityProvider(settings, now),
  });
}
