import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { serveRoutes, type ConsoleUnderTest } from '@/lib/testing/access/console-under-test';
import { startIdentityProvider, type ProviderUnderTest } from '@/lib/testing/access/identity-provider';
import { POST as begin } from './v1/sign-in/begin/route';
import { POST as finish } from './v1/sign-in/finish/route';
import { POST as signOut } from './v1/sign-out/route';

const HOME = 'https://perdure.example.com';
const ACCOUNTS = {
  ada: { preferred_username: 'ada', groups: ['staff', 'perdure-admins'] },
  bo: { preferred_username: 'bo', groups: 'Ops-Night' },
  cleo: { preferred_username: 'cleo', groups: ['staff'] },
  dan: { preferred_username: 'dan' },
};

let console: ConsoleUnderTest;
let provider: ProviderUnderTest;
beforeAll(async () => {
  provider = await startIdentityProvider({ accounts: ACCOUNTS, publicUrl: HOME });
  const env = { PERDURE_AUTH_OIDC_ADMINS: 'perdure-admins', PERDURE_AUTH_OIDC_OPERATORS: 'ops-*' };
  console = await serveRoutes({ ...provider.env, ...env });
});
afterAll(async () => {
  await console.close();
  await provider.close();
});
beforeEach(() => {
  provider.signInAs('ada');
  provider.alterTokens(() => undefined);
});

let visitors = 0;

type Route = typeof begin;
type Answer = {
  readonly status: number;
  readonly body: {
    url?: string;
    to?: string;
    next?: string;
    name?: string;
    role?: string;
    error?: { message: string };
  };
  readonly cookies: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
};

/** Sends a request as the page of the console does, from an address of its own. */
async function send(route: Route, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const { host } = new URL(HOME);
  const from = { host, origin: HOME, 'x-forwarded-for': `192.0.2.${visitors}` };
  const init = { method: 'POST', headers: { ...from, ...headers }, body: JSON.stringify(body) };
  const response = await route(new Request(`${HOME}/api`, init), { params: Promise.resolve(undefined) });
  const setCookies = response.headers.getSetCookie();
  const pairs = setCookies.map((text) => /^([^=]+)=([^;]*)/.exec(text) ?? []).map(([, name, value]) => [name, value]);
  return {
    ...{ status: response.status, setCookies, cookies: Object.fromEntries(pairs) },
    body: (await response.json()) as Answer['body'],
  };
}

/** Goes to the provider; answers the address there and the cookie that is to come back. */
async function leave(to = '/') {
  visitors += 1;
  const { status, body, cookies, setCookies } = await send(begin, { to });
  expect(status, JSON.stringify(body)).toBe(200);
  return { url: body.url ?? '', cookie: `__Host-perdure-ticket=${cookies['__Host-perdure-ticket']}`, setCookies };
}

async function signIn(to?: string): Promise<Answer> {
  const { url, cookie } = await leave(to);
  return send(finish, { answer: await provider.visit(url) }, { cookie });
}

async function newest() {
  return (await console.context.store.listAudit({ actors: [], actions: [], outcomes: [] }, { limit: 1 })).entries[0];
}

/** Refused with a sentence, no cookie of a session, and an entry that has the sentence too. */
async function expectRefused(answer: Answer, message: RegExp, subject = '(not known)'): Promise<void> {
  expect(answer).toMatchObject({ status: 401, setCookies: [] });
  expect(answer.body.error?.message).toMatch(message);
  const entry = await newest();
  expect(entry).toMatchObject({
    action: 'session.sign-in',
    outcome: 'denied',
    subject,
    address: `192.0.2.${visitors}`,
  });
  expect(entry?.error).toMatch(message);
}

describe('whom the provider names', () => {
  test('is signed in with what their claim gives, and the log has it', async () => {
    const { status, body, cookies, setCookies } = await signIn('/instances?q=a');
    expect({ status, body }).toEqual({ status: 200, body: { name: 'ada', role: 'admin', to: '/instances?q=a' } });
    expect(setCookies[0]).toMatch(/^__Host-perdure=.*HttpOnly; Secure; SameSite=Lax/);
    expect(cookies['__Host-perdure-ticket']).toBe('');
    expect(await newest()).toMatchObject({
      ...{ action: 'session.sign-in', outcome: 'done', subject: 'ada', detail: '{"provider":"Test Keys"}' },
      actor: { name: 'ada', role: 'admin' },
    });
    provider.signInAs('bo');
    expect((await signIn()).body).toMatchObject({ name: 'bo', role: 'operator' });
  });

  test('goes there with PKCE, state and nonce, and with nothing of the console in the address', async () => {
    const { url, setCookies } = await leave('/instances?q=secret');
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'perdure' });
    expect(asked).toMatchObject({ redirect_uri: `${HOME}/sign-in/callback`, scope: 'openid profile email groups' });
    expect(Object.keys(asked)).toEqual(expect.arrayContaining(['state', 'nonce', 'code_challenge']));
    expect(url).not.toContain('secret');
    expect(setCookies[0]).toMatch(/^__Host-perdure-ticket=.*HttpOnly; Secure; SameSite=Lax/);
  });

  test('comes to no place outside of the console', async () => {
    expect((await signIn('https://evil.example')).body.to).toBe('/');
    expect((await signIn('//evil.example')).body.to).toBe('/');
  });

  test('is signed out at the provider too', async () => {
    const { cookies } = await signIn();
    const proof = `__Host-perdure-proof=${cookies['__Host-perdure-proof']}`;
    const cookie = `__Host-perdure=${cookies['__Host-perdure']}; ${proof}`;
    const { body, setCookies } = await send(signOut, {}, { cookie });
    expect(setCookies[0]).toMatch(/^__Host-perdure=; Max-Age=0/);
    expect(setCookies[1]).toMatch(/^__Host-perdure-proof=; Max-Age=0/);
    const next = new URL(body.next ?? '');
    expect(next.origin).toBe(provider.issuer);
    expect(Object.fromEntries(next.searchParams)).toEqual({
      ...{ client_id: 'perdure', post_logout_redirect_uri: `${HOME}/sign-in` },
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(await newest()).toMatchObject({ action: 'session.sign-out', subject: 'ada', outcome: 'done' });
    expect((await send(signOut, {}, { cookie })).body).toEqual({ done: true });
  });
});

describe('is refused with a sentence, and the log has it', () => {
  test.each([
    ['cleo', /no role in this console: the claim "groups" has no value that gives one/, 'cleo'],
    ['dan', /no role in this console: the claim "groups" is not there/, 'dan'],
  ])('%s, who has no role', async (account, message, subject) => {
    provider.signInAs(account);
    await expectRefused(await signIn(), message, subject);
  });

  test('an answer that was used already', async () => {
    const { url, cookie } = await leave();
    const answer = await provider.visit(url);
    expect((await send(finish, { answer }, { cookie })).status).toBe(200);
    await expectRefused(await send(finish, { answer }, { cookie }), /used already, or it is too old/);
  });

  test('an answer without the ticket, with that of somebody else, and with one that is made up', async () => {
    const { url, cookie } = await leave();
    const answer = await provider.visit(url);
    await expectRefused(await send(finish, { answer }), /no sign-in under way/);
    const other = await leave();
    await expectRefused(await send(finish, { answer }, { cookie: other.cookie }), /another sign-in/);
    await expectRefused(await send(finish, { answer }, { cookie: `${cookie}x` }), /not one of this console/);
    await expectRefused(await send(finish, { answer: '' }, { cookie }), /another sign-in/);
  });

  test('an answer that comes after ten minutes', async () => {
    const { url, cookie } = await leave();
    const answer = await provider.visit(url);
    const late = Date.now() + 11 * 60_000;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(late);
    const answered = await send(finish, { answer }, { cookie });
    clock.mockRestore();
    await expectRefused(answered, /longer than 10 minutes/);
  });

  test('an ID token for another sign-in (nonce)', async () => {
    const { url, cookie } = await leave();
    const answer = await provider.visit(url.replace(/nonce=[^&]+/, 'nonce=another'));
    await expectRefused(await send(finish, { answer }, { cookie }), /cannot be trusted: unexpected ID Token "nonce"/);
  });

  test('an ID token that somebody else signed, or nobody', async () => {
    for (const alter of [withOtherSignature, unsigned]) {
      provider.alterTokens((tokens) => void (tokens['id_token'] = alter(String(tokens['id_token']))));
      await expectRefused(await signIn(), /cannot be trusted/);
    }
  });

  test('what the provider itself refuses', async () => {
    const { url, cookie } = await leave();
    const state = new URL(url).searchParams.get('state') ?? '';
    const answer = new URLSearchParams({ state, iss: provider.issuer, error: 'access_denied' });
    answer.set('error_description', 'No\u0007 thanks');
    await expectRefused(
      await send(finish, { answer: answer.toString() }, { cookie }),
      /did not let you in \(access_denied: No  thanks\)/,
    );
  });
});

test('another site cannot begin or finish a sign-in in the browser of a visitor', async () => {
  for (const route of [begin, finish]) {
    expect((await send(route, {}, { origin: 'https://evil.example' })).status).toBe(403);
  }
});

test('who tries too often is slowed down, and fills no log', async () => {
  visitors = 250;
  const statuses: number[] = [];
  for (let index = 0; index < 31; index += 1) statuses.push((await send(finish, { answer: '' })).status);
  expect(statuses).toEqual([...Array<number>(30).fill(401), 429]);
});

/** The payload of another, under the same signature. */
function withOtherSignature(token: string): string {
  const [head, payload, signature = ''] = token.split('.');
  return [head, payload, signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`].join('.');
}

function unsigned(token: string): string {
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
}
