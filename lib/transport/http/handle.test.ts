import { describe, expect, test } from 'vitest';
import { raiseEventBody, terminateBody } from '@/lib/api/actions';
import { filterOf, listParamsSchema } from '@/lib/api/list-params';
import { errorSchema } from '@/lib/api/schemas';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import { createHandle } from './handle';
import { historyParams } from '@/lib/api/query-params';

describe('handle', () => {
  test('answers what the use case resolves with as JSON that is not cached', async () => {
    const { handle } = setup();
    const response = await call(handle({}, async (name) => ({ name })));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ name: 'services' });
  });

  test('gives the browser what it is to keep of the provider, when that changed', async () => {
    const callerOf = async () => ({ actor: LOCAL_OPERATOR, proof: { key: 'sealed', maxAgeSeconds: 60 } });
    const { handle } = setup({ callerOf });
    for (const answer of [{}, new Response('stream')]) {
      const { headers } = await call(handle({}, async () => answer));
      expect(headers.get('set-cookie')).toMatch(/^perdure_proof=sealed; Max-Age=60;.*HttpOnly; SameSite=Lax/);
    }
  });

  test('passes a ready response on', async () => {
    const { handle } = setup();
    const response = await call(handle({}, async () => new Response('stream', { status: 206 })));
    expect(response.status).toBe(206);
  });

  test('gives the ref of the address and the parsed body; no body means defaults', async () => {
    const { handle } = setup();
    const route = handle({ body: terminateBody }, async (_, { ref, body }) => ({ ref, body }));
    const params = { appId: 'orders', instanceId: 'a/b' };
    const response = await call(route, { method: 'POST', params });
    expect(await response.json()).toEqual({ ref: params, body: { recursive: true } });
  });
});

describe('what a caller did wrong is a 400 that says what and where', () => {
  test.each([
    ['{"name":', /^The body is not valid JSON: /],
    ['{"name":"Go","data":"{oops"}', /^data is not valid JSON: /],
    ['{"name":" "}', /^name is empty$/],
    ['{"data":"1"}', /^name: Invalid input: expected string/],
    ['[]', /^The body: Invalid input: expected object/],
  ])('body %s', async (body, message) => {
    const { handle } = setup();
    const response = await call(
      handle({ body: raiseEventBody }, async () => ({})),
      { method: 'POST', body },
    );
    expect(response.status).toBe(400);
    const { error } = errorSchema.parse(await response.json());
    expect(error.code).toBe('invalid');
    expect(error.message).toMatch(message);
  });

  test.each([
    ['status=lost', /^status\.0: Invalid option/],
    ['limit=0', /^limit: /],
    ['limit=1&limit=2', /^The parameter limit is given more than once\.$/],
    ['constructor=1', /^There is no query parameter constructor\.$/],
    ['stauts=failed', /^There is no query parameter stauts\.$/],
  ])('query %s', async (query, message) => {
    const { handle } = setup();
    const response = await call(
      handle({ query: listParamsSchema }, async () => ({})),
      { query },
    );
    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error.message).toMatch(message);
  });
});

test('a body that is too large is refused, whatever length it says', async () => {
  const { handle } = setup();
  const route = handle({ body: raiseEventBody }, async () => ({}));
  const response = await call(route, { method: 'POST', body: 'x'.repeat(8 * 1024 * 1024 + 1) });
  expect(response.status).toBe(400);
  expect(errorSchema.parse(await response.json()).error.message).toBe('The body is larger than 8 MiB.');
});

test('a query parameter of a list may repeat; an empty single one counts as absent', async () => {
  const { handle } = setup();
  const list = handle({ query: listParamsSchema }, async (_, { query }) => filterOf(query));
  const response = await call(list, { query: 'status=failed&status=stalled&app=orders&q=&from=5' });
  expect(await response.json()).toEqual({
    statuses: ['failed', 'stalled'],
    appIds: ['orders'],
    names: [],
    createdFrom: 5,
  });
  const history = handle({ query: historyParams }, async (_, { query }) => query);
  expect(await (await call(history, { query: 'from=7' })).json()).toEqual({ from: 7, limit: 1000 });
});

describe('errors', () => {
  test.each<[ErrorCode, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['precondition', 412],
    ['timeout', 504],
    ['unavailable', 503],
  ])('%s is %i, in its own words', async (code, status) => {
    const { handle, logged } = setup();
    const response = await call(handle({}, () => Promise.reject(new AppError(code, 'No.', { hint: 'Wait.' }))));
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: 'No.', hint: 'Wait.' } });
    expect(logged).toEqual([]);
  });

  test('an unknown error is logged whole and answered with an id only', async () => {
    const { handle, logged } = setup();
    const failure = new Error('password is 1234');
    const response = await call(handle({}, () => Promise.reject(failure)));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('1234');
    expect(text).not.toContain('handle.test');
    expect(errorSchema.parse(JSON.parse(text)).error).toMatchObject({ message: 'Unexpected error', id: 'id-1' });
    expect(logged).toEqual([{ err: failure, id: 'id-1', method: 'GET', path: '/x' }]);
  });

  test("the engine's own words are shown even when nobody expected them, and logged", async () => {
    const { handle, logged } = setup();
    const response = await call(handle({}, () => Promise.reject(new AppError('internal', 'actor is gone'))));
    expect(response.status).toBe(500);
    expect(errorSchema.parse(await response.json()).error).toMatchObject({ message: 'actor is gone', id: 'id-1' });
    expect(logged).toHaveLength(1);
  });

  test('services that cannot be opened are an answer like any other', async () => {
    const { handle } = setup({ services: () => Promise.reject(new AppError('unavailable', 'No store.')) });
    expect((await call(handle({}, async () => ({})))).status).toBe(503);
  });
});

test('a foreign page is refused before anything is called', async () => {
  const { handle } = setup({ services: () => Promise.reject(new Error('was asked')) });
  const route = handle({}, async () => ({}));
  const response = await call(route, { method: 'POST', headers: { origin: 'http://evil.example' } });
  expect(response.status).toBe(403);
});

type Call = {
  method?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  params?: Params;
};

type Params = Record<string, string> | undefined;
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

function call(route: Route, { method = 'GET', query = '', body, headers, params }: Call = {}): Promise<Response> {
  const init = { method, headers: { host: 'localhost:3000', ...headers }, ...(body === undefined ? {} : { body }) };
  return route(new Request(`http://localhost:3000/x?${query}`, init), { params: Promise.resolve(params) });
}

type SetUp = Partial<Pick<Parameters<typeof createHandle<string>>[0], 'services' | 'callerOf'>>;

function setup(rim: SetUp = {}) {
  const logged: object[] = [];
  const handle = createHandle({
    callerOf: rim.callerOf ?? (async () => ({ actor: LOCAL_OPERATOR })),
    services: rim.services ?? (async () => 'services'),
    door: () => ({ host: '127.0.0.1', publicUrl: undefined }),
    log: () => ({ info: () => undefined, error: (fields) => void logged.push(fields) }),
    newId: () => 'id-1',
  });
  return { handle, logged };
}
