import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { providerMemory } from './provider-memory';

/** Claims of those who have an account at the provider, by name. */
type Accounts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type ProviderOptions = {
  readonly accounts: Accounts;
  /** Address of the console. */
  readonly publicUrl: string;
  /** Its own page asks people who they are; otherwise everybody is whom `signInAs` names. */
  readonly hasPage?: boolean;
  /** The ID token has all claims; otherwise most of them have to be asked for. */
  readonly hasFullTokens?: boolean;
  /** It gives refresh tokens, each good for one use. */
  readonly givesRefreshTokens?: boolean;
};

export type ProviderUnderTest = {
  readonly issuer: string;
  /** What the console has to be told to use it. */
  readonly env: Readonly<Record<string, string>>;
  signInAs(account: string): void;
  /** From now on every request to it is cut off, or no longer. */
  beOutOfReach(isOut: boolean): void;
  /** Alters what the provider answers at its token endpoint. */
  alterTokens(alter: (answer: Record<string, unknown>) => void): void;
  /** Goes where a browser goes that was sent to an address of the provider; answers the query it comes back with. */
  visit(url: string): Promise<string>;
  close(): Promise<void>;
};

const CLIENT = { id: 'perdure', secret: 'a secret of the client' } as const;

/** A provider of identities on a port of its own, made of the package `oidc-provider`. */
export async function startIdentityProvider(options: ProviderOptions): Promise<ProviderUnderTest> {
  let account = Object.keys(options.accounts)[0] ?? '';
  let isOut = false;
  let alter = (_: Record<string, unknown>): void => undefined;
  let answer = (_: IncomingMessage, response: ServerResponse): void => void response.end();
  const server = createServer((request, response) => answer(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configurationOf(options));
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token') alter(context.body as Record<string, unknown>);
  });
  const passOn = provider.callback();
  answer = (request, response) => {
    if (isOut) {
      response.destroy();
    } else if (request.url?.startsWith('/be/') === true) {
      void provider.interactionFinished(request, response, { login: { accountId: account } });
    } else void passOn(request, response);
  };
  return {
    issuer,
    env: {
      PERDURE_PUBLIC_URL: options.publicUrl,
      PERDURE_AUTH_OIDC_ISSUER: issuer,
      PERDURE_AUTH_OIDC_CLIENT_ID: CLIENT.id,
      PERDURE_AUTH_OIDC_CLIENT_SECRET: CLIENT.secret.replaceAll(' ', '-'),
      PERDURE_AUTH_OIDC_NAME: 'Test Keys',
      PERDURE_AUTH_OIDC_SCOPES: 'openid profile email groups',
    },
    signInAs: (name) => void (account = name),
    beOutOfReach: (next) => void (isOut = next),
    alterTokens: (next) => void (alter = next),
    visit: (url) => follow(url, options.publicUrl),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function configurationOf({
  accounts,
  publicUrl,
  hasPage,
  hasFullTokens,
  givesRefreshTokens,
}: ProviderOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const withOwnPage: Configuration = { interactions: { url: (_, { uid }) => `/be/${uid}` } };
  return {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret.replaceAll(' ', '-') },
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/sign-in`],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    claims: { profile: ['preferred_username'], email: ['email', 'email_verified'], groups: ['groups'] },
    conformIdTokenClaims: hasFullTokens !== true,
    features: { devInteractions: { enabled: hasPage === true }, rpInitiatedLogout: { enabled: true } },
    ...(hasPage !== true && withOwnPage),
    findAccount: (_, accountId) =>
      accounts[accountId] && { accountId, claims: async () => ({ sub: accountId, ...accounts[accountId] }) },
    issueRefreshToken: async () => givesRefreshTokens === true,
    rotateRefreshToken: true,
    loadExistingGrant: grantAll,
    adapter: providerMemory(),
    cookies: { keys: ['a key of this test'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 600,
      Session: 600,
    },
  };
}

/** Nobody is asked whether the console may know who they are. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email groups');
  await grant.save();
  return grant;
}

/** Follows redirects as a browser does, cookies included, until one leads back to the console. */
async function follow(start: string, publicUrl: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const [, name = '', value = ''] of response.headers
      .getSetCookie()
      .map((text) => /^([^=]+)=([^;]*)/.exec(text) ?? [])) {
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
    const next = new URL(location, url);
    if (next.href.startsWith(`${publicUrl}/`)) return next.search.slice(1);
    url = next.href;
  }
  throw new Error(`${start} leads nowhere`);
}
