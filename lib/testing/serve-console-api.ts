import type { Credentials } from '@/lib/services/sign-in/gate';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, vi } from 'vitest';
import { wireContext } from '@/lib/bootstrap/console/get-services';
import { consoleRim } from '@/lib/bootstrap/console/console-rim';
import { once } from '@/lib/bootstrap/console/once';
import { readSettings } from '@/lib/bootstrap/env';
import { LOCAL_OPERATOR, type Caller } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { CommonContext } from '@/lib/services/bind-services';
import { startBulkRunner } from '@/lib/services/bulk/bulk-runner';
import type { FixtureOptions, RuntimeFixture } from './runtime-fixture';
import { fakeTargets } from './fake-targets';
import { openWire } from './wire-fixture';

const ROUTES = join('app', 'api', 'v1');

export type ServedApi = {
  readonly url: string;
  /** The runtime that the console speaks to over gRPC; it serves the apps of the wire fixture. */
  readonly fx: RuntimeFixture;
  /** Headers of the newest request. */
  lastHeaders(): IncomingMessage['headers'];
  /** From now on whoever comes without this token is refused. */
  requireToken(token: string): void;
  /** From now on callers are whom the console's own gate takes them for: by their API token, or the local operator. */
  askTheGate(): void;
  /** Resolves when an address was answered for the first time. */
  asked(path: string): Promise<void>;
  /** Cuts every open connection. */
  cutConnections(): void;
};

type Api = {
  token: string | undefined;
  isGated: boolean;
  headers: IncomingMessage['headers'];
  readonly asked: Set<string>;
};

type Route = (request: Request, context: { params: Promise<object> }) => Promise<Response>;

/** The console's HTTP API on a port of its own, over a real runtime and its store; all is gone when the test is over. */
export async function serveConsoleApi(options: FixtureOptions = {}): Promise<ServedApi> {
  const { fx, address } = await openWire(options);
  const portOf = (appId: string): string => address(appId).split(':')[1] ?? '';
  const apps = ['shop', 'depot'].map((appId) => `${appId}=${portOf(appId)}`).join(',');
  const settings = readSettings({ PERDURE_DATA_DIR: dirname(fx.path), PERDURE_APPS: apps }, dirname(fx.path));
  const api: Api = { token: undefined, isGated: false, headers: {}, asked: new Set() };
  // Every test has a console of its own in this process.
  Reflect.set(globalThis, Symbol.for('perdure.console'), new Map());
  once('settings', () => settings);
  once('callerOf', () => (credentials: Credentials) => callerOf(credentials, api));
  const context = once<CommonContext>('context', () => contextOf(wireContext(settings), fx));
  const runner = startBulkRunner(context, () => undefined);
  wakeRunner = () => runner.wake();
  const server = await listen(api);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await runner.stop();
    await context.store.close();
  });
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    fx,
    lastHeaders: () => api.headers,
    requireToken: (token) => void (api.token = token),
    askTheGate: () => void (api.isGated = true),
    asked: (path) => vi.waitFor(() => expect([...api.asked]).toContain(path), { interval: 5 }),
    cutConnections: () => server.closeAllConnections(),
  };
}

let wakeRunner = (): void => undefined;

function contextOf(context: CommonContext, fx: RuntimeFixture): CommonContext {
  return { ...context, now: () => fx.clock.now(), onBulkChange: () => wakeRunner(), targetBook: fakeTargets };
}

async function callerOf(credentials: Credentials, { token, isGated }: Api): Promise<Caller> {
  if (isGated) return (await consoleRim.gate()).identify(credentials);
  const { bearer } = credentials;
  if (token !== undefined && bearer !== token) {
    throw new AppError('unauthenticated', 'Sign in first.', { hint: 'Programs send an API token.' });
  }
  return { actor: LOCAL_OPERATOR };
}

function listen(api: Api): Promise<Server> {
  const server = createServer((request, response) => {
    api.headers = request.headers;
    void answer(request, response, api).catch(() => response.destroy());
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function answer(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  const { file, params } = routeOf(url.pathname.split('/').slice(3));
  const routes = (await import(pathToFileURL(file).href)) as Readonly<Record<string, Route>>;
  const route = routes[request.method ?? ''];
  if (route === undefined) throw new Error(`no ${request.method} in ${file}`);
  const leave = new AbortController();
  response.on('close', () => leave.abort());
  const answered = await route(await requestOf(request, url, leave.signal), { params: Promise.resolve(params) });
  api.asked.add(url.pathname);
  await pass(answered, response);
}

async function requestOf(message: IncomingMessage, url: URL, signal: AbortSignal): Promise<Request> {
  const { method = '' } = message;
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const body = method === 'GET' ? undefined : await text(message);
  return new Request(url, { method, headers, signal, ...(body !== undefined && { body }) });
}

async function pass({ status, headers, body }: Response, response: ServerResponse): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) response.write(read.value);
  response.end();
}

/** The file of a route by the parts of an address: a folder of that name, else one that stands for a parameter. */
function routeOf(parts: readonly string[]): { file: string; params: Readonly<Record<string, string>> } {
  let folder = ROUTES;
  const params: Record<string, string> = {};
  for (const part of parts) {
    const parameter = ['appId', 'instanceId', 'id'].find((name) => existsSync(join(folder, `[${name}]`)));
    if (existsSync(join(folder, part)) || parameter === undefined) folder = join(folder, part);
    else {
      params[parameter] = decodeURIComponent(part);
      folder = join(folder, `[${parameter}]`);
    }
  }
  return { file: join(folder, 'route.ts'), params };
}
