import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { TAGS, type Operation } from '@/lib/api/operations/operation';
import { OPERATIONS } from '@/lib/api/operations/operations';
import { errorSchema } from '@/lib/api/schemas';
import { arbitraryOf, wrongFor } from '@/lib/testing/arbitrary-of';
import { refOf } from '@/lib/testing/runtime-fixture';
import { serveConsoleApi, type ServedApi } from '@/lib/testing/serve-console-api';
import { callTask, complete } from '@/lib/testing/workflow-actions';

const RUNS = 30;
const INSTANCES = ['order-1', 'order-2', 'order-3', 'a/b %2F ü', 'waiting-1', 'waiting-2', 'failed-1'];

type Call = {
  readonly params: readonly string[];
  readonly query: unknown;
  readonly body: unknown;
  readonly raw?: string;
};

/** By tag, since every console of a test takes its time to start. */
describe.each(Object.keys(TAGS))('%s', (tag) => {
  test('answers whatever it is asked as its document says', { timeout: 120_000 }, async () => {
    const { url, known } = await setup();
    for (const operation of operationsOf(tag)) {
      const seen = new Set<number>();
      const property = fc.asyncProperty(callsOf(operation, known), async (call) => {
        const response = await ask(url, operation, call);
        seen.add(response.status);
        await expectAsDocumented(operation, response);
      });
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
      if (operation.method === 'GET') expect([...seen], operation.path).toContain(200);
    }
  });
});

/** What deletes comes last, so that there is something to ask about. */
function operationsOf(tag: string): readonly Operation[] {
  const deletes = ({ method }: Operation): number => (method === 'DELETE' ? 1 : 0);
  return Object.values(OPERATIONS)
    .filter((operation) => operation.tag === tag)
    .toSorted((one, other) => deletes(one) - deletes(other));
}

/** Calls of which about half are right, about things that are there and things that are not. */
function callsOf({ path, query, body }: Operation, known: Known): fc.Arbitrary<Call> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const sound = fc.record({
    params: paramsOf(names, known),
    query: query === undefined ? fc.constant({}) : withIds(arbitraryOf(query), known.ids),
    body: body === undefined ? fc.constant(undefined) : fc.oneof(fc.constant({}), withKnown(arbitraryOf(body), known)),
  });
  const wrong = fc.record({
    params: paramsOf(names, known),
    query: fc.oneof(wrongFor(query ?? z.object({})), fc.constant({})),
    body: body === undefined ? fc.jsonValue() : wrongFor(body),
    raw: fc.oneof(fc.constant('{'), fc.constant('\u0000'), fc.string()),
  });
  return fc.oneof(
    sound,
    sound,
    wrong,
    wrong.map(({ raw: _, ...call }) => call),
  );
}

function paramsOf(names: readonly string[], { ids }: Known): fc.Arbitrary<readonly string[]> {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((given) => !/^\.{1,2}$/.test(given));
  if (names.length === 0) return fc.constant([]);
  const there =
    names[0] === 'appId'
      ? fc.constantFrom(...INSTANCES).map((id) => ['shop', id])
      : fc.constantFrom(...ids).map((id) => [id]);
  return fc.oneof({ weight: 3, arbitrary: there }, fc.tuple(...names.map(() => text)));
}

function withIds(query: fc.Arbitrary<unknown>, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.tuple(query, fc.constantFrom(...ids)).map(([value, id]) => {
    const given = value as Readonly<Record<string, unknown>>;
    // A query of the filter language, or a place in a list, is hardly ever hit by chance.
    const { q: _, cursor: __, ...rest } = given;
    if ('with' in given) return { ...given, with: 'shop/order-1' };
    return 'id' in given ? { ...given, id } : rest;
  });
}

function withKnown(body: fc.Arbitrary<unknown>, { ids, hash, run }: Known): fc.Arbitrary<unknown> {
  return fc.tuple(body, fc.boolean(), fc.constantFrom(...ids)).map(([value, isKnown, id]) => {
    const given = value as Readonly<Record<string, unknown>>;
    if (!isKnown) return given;
    return {
      ...given,
      ...('appId' in given && { appId: 'shop', name: 'Order' }),
      ...('id' in given && { id }),
      ...('refs' in given && { refs: [{ appId: 'shop', instanceId: 'order-1' }] }),
      ...('run' in given && { run: { ...run, instanceId: id } }),
      ...('paths' in given && { paths: ['input'] }),
      ...('eventId' in given && { eventId: 1 }),
      ...('setHash' in given && { setHash: hash }),
    };
  });
}

async function ask(url: string, { method, path }: Operation, { params, query, body, raw }: Call): Promise<Response> {
  let nth = 0;
  const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(params[nth++] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value])
      search.append(name, typeof one === 'string' ? one : JSON.stringify(one));
  }
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return fetch(`${url}${filled}?${search}`, { method, ...(method !== 'GET' && sent !== undefined && { body: sent }) });
}

async function expectAsDocumented(operation: Operation, response: Response): Promise<void> {
  const { status } = response;
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (status !== 200) {
    const answered: unknown = await response.json();
    expect(status, JSON.stringify(answered)).toBeGreaterThanOrEqual(400);
    expect(status, JSON.stringify(answered)).toBeLessThan(500);
    return expectExactly(errorSchema, answered);
  }
  if (operation.stream !== undefined) {
    expect(type).toBe('text/event-stream');
    return response.body?.cancel();
  }
  const text = await response.text();
  const [schema] = Object.values(operation.answer ?? {});
  if (type === 'application/json' && schema !== undefined) expectExactly(schema, JSON.parse(text));
  else expect(operation.media).toContain(type);
}

/** What is answered is what the schema says, and nothing besides. */
function expectExactly(schema: z.ZodType, answered: unknown): void {
  expect(schema.parse(answered)).toEqual(answered);
}

type Known = { readonly ids: readonly string[]; readonly hash: string; readonly run: object };

/** Orders that are done, that failed and that wait; a bulk job, a view and a token. */
async function setup(): Promise<{ url: string; known: Known }> {
  const api = await serveConsoleApi();
  const { fx, url } = api;
  const worker = fx.worker({
    workflows: {
      Order: (events) => {
        const over = events.find(({ kind }) => kind === 'task-completed' || kind === 'task-failed');
        if (over === undefined) return [callTask(1, { name: 'Reserve' })];
        return [
          complete(2, over.kind === 'task-failed' ? { status: 'failed', result: undefined, failure: FAILURE } : {}),
        ];
      },
      Wait: () => [],
    },
    activity: ({ instanceId }) =>
      instanceId === 'failed-1' ? { kind: 'failed', failure: FAILURE } : { kind: 'completed', result: '"ok"' },
  });
  worker.connect();
  for (const id of INSTANCES)
    await fx.start(id, { name: id.startsWith('waiting') ? 'Wait' : 'Order', input: '{"sku":7}' });
  for (const id of INSTANCES) if (!id.startsWith('waiting')) await fx.ended(refOf(id));
  return { url, known: await makeKnown(api) };
}

const FAILURE = { type: 'StockError', message: 'No stock', nonRetriable: false };

async function makeKnown({ url }: ServedApi): Promise<Known> {
  const post = async (path: string, body: object): Promise<Record<string, string>> => {
    const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as Record<string, string>;
  };
  const job = await post('bulk', { action: { kind: 'pause' }, target: { filter: {} } });
  const view = await post('views', { name: 'Mine', search: '' });
  const { token } = (await post('tokens', { name: 'deploy', role: 'viewer' })) as unknown as { token: { id: string } };
  const ids = [job.id ?? '', view.id ?? '', token.id];
  const hash = await vi.waitFor(async () => {
    const read = (await (await fetch(`${url}/api/v1/bulk/${job.id}`)).json()) as Record<string, string>;
    expect(read.state).toBe('ready');
    return read.setHash ?? '';
  });
  const run = (await (await fetch(`${url}/api/v1/instances/shop/order-1/export`)).json()) as object;
  return { ids, hash, run };
}
