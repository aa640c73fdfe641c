import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readOidc, type OidcSettings } from '@/lib/bootstrap/oidc-settings';
import { startIdentityProvider, type ProviderOptions } from '@/lib/testing/access/identity-provider';
import { createIdentityProvider } from './create-identity-provider';

const HOME = 'http://127.0.0.1:3000';
const NOW = Date.now();

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function settingsFor(env: Readonly<Record<string, string>>): OidcSettings {
  const settings = readOidc({
    config: undefined,
    file: '',
    env: { PERDURE_AUTH_OIDC_ADMINS: 'a', ...env },
    publicUrl: HOME,
  });
  if (settings === undefined) throw new Error('these name a provider');
  return settings;
}

function providerAt(issuer: string) {
  const client = { PERDURE_AUTH_OIDC_CLIENT_ID: 'perdure', PERDURE_AUTH_OIDC_CLIENT_SECRET: 's' };
  const settings = settingsFor({ PERDURE_AUTH_OIDC_ISSUER: issuer, PERDURE_AUTH_OIDC_NAME: 'Keys', ...client });
  return createIdentityProvider(settings, () => NOW);
}

async function started(options: Partial<ProviderOptions> = {}) {
  const accounts = { ada: { preferred_username: 'ada', groups: ['a'] } };
  const provider = await startIdentityProvider({ accounts, publicUrl: HOME, ...options });
  onTestFinished(() => provider.close());
  return { provider, identity: createIdentityProvider(settingsFor(provider.env), () => NOW) };
}

test.each<[string, RequestListener, RegExp]>([
  ['something else', (_, response) => void response.end('<html>'), /^Keys cannot be reached/],
  ['nothing of the kind', (_, response) => void response.writeHead(404).end(), /^Keys cannot be reached/],
  [
    'another provider',
    (_, response) =>
      void response.setHeader('content-type', 'application/json').end('{"issuer":"https://other.example.com"}'),
    /cannot be trusted: discovered metadata issuer does not match/,
  ],
  [
    'one that says nothing of where to sign in',
    ({ headers }, response) =>
      void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ issuer: `http://${headers.host}/` })),
    /cannot be trusted/,
  ],
  [
    'one that names no address for it',
    ({ headers }, response) =>
      void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ issuer: `http://${headers.host}/`, authorization_endpoint: 'here' })),
    /cannot be trusted/,
  ],
])('where %s answers, nobody can sign in, and is told why', async (_, listener, message) => {
  const identity = providerAt(await serve(listener));
  await expect(identity.begin('/')).rejects.toMatchObject({
    code: 'unauthenticated',
    message: expect.stringMatching(message),
  });
  expect(await identity.leaveUrl()).toBeUndefined();
});

test('a provider that was not there is asked again', async () => {
  const { provider, identity: other } = await started();
  await other.begin('/');
  let isUp = false;
  const issuer = await serve((request, response) => {
    if (!isUp) return void response.destroy();
    const metadata = { issuer: `http://${request.headers.host}/`, authorization_endpoint: `${provider.issuer}/auth` };
    return void response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata));
  });
  const identity = providerAt(issuer);
  await expect(identity.begin('/')).rejects.toMatchObject({ code: 'unauthenticated' });
  isUp = true;
  expect((await identity.begin('/')).url).toContain(`${provider.issuer}/auth?`);
});

test('claims come from the ID token, and from the user info where it does not have them all', async () => {
  for (const hasFullTokens of [true, false]) {
    const { provider, identity } = await started({ hasFullTokens });
    const { url, ticket } = await identity.begin('/a');
    const { claims, to } = await identity.finish(await provider.visit(url), ticket);
    expect({ to, groups: claims['groups'], name: claims['preferred_username'] }).toEqual({
      ...{ to: '/a', groups: ['a'], name: 'ada' },
    });
  }
});

test('a ticket of a console with another secret is of no use', async () => {
  const { provider, identity } = await started();
  const { url, ticket } = await identity.begin('/');
  const other = createIdentityProvider({ ...settingsFor(provider.env), clientSecret: 'other' }, () => NOW);
  await expect(other.finish(await provider.visit(url), ticket)).rejects.toThrow(/not one of this console/);
});

test('a provider that went away in between says so', async () => {
  const { provider, identity } = await started();
  const { url, ticket } = await identity.begin('/');
  const answer = await provider.visit(url);
  await provider.close();
  await expect(identity.finish(answer, ticket)).rejects.toMatchObject({
    ...{ code: 'unauthenticated', message: expect.stringMatching(/^Test Keys cannot be reached/) },
  });
});
