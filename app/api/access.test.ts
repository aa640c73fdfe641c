import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYTHING, hasRole, isLimited, ROLES, roleWord, type Actor, type Scope } from '@/lib/domain/actor';
import { PAYLOAD_MARK, serveRoutes, type ConsoleUnderTest, type Kept } from '@/lib/testing/access/console-under-test';
import { needsOf } from '@/lib/testing/access/needs-of';
import { GATE_ROUTES, ROUTE_CALLS, type RouteCall } from '@/lib/testing/access/route-calls';

const FOLDER = 'app/api/v1';
const METHODS = /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/gm;

/** Scopes, and which kinds of instances lie in them; patterns, as in the filter language, do not mind case. */
const SCOPES: readonly { readonly scope: Scope; readonly has: (of: Kept) => boolean }[] = [
  { scope: EVERYTHING, has: () => true },
  { scope: { apps: ['shop'], workflows: [] }, has: ({ appId }) => appId === 'shop' },
  { scope: { apps: ['B*'], workflows: [] }, has: ({ appId }) => appId === 'bank' },
  { scope: { apps: [], workflows: ['s*'] }, has: ({ name }) => name.startsWith('S') },
  { scope: { apps: ['shop'], workflows: ['SellBook', 'Pay*'] }, has: ({ name }) => name === 'SellBook' },
  { scope: { apps: ['nothing'], workflows: [] }, has: () => false },
];

const ACTORS = ROLES.flatMap((role) =>
  SCOPES.flatMap(({ scope, has }) =>
    [true, false].map((seesPayloads) => ({
      actor: { kind: 'user', name: 'ada', role, scope, seesPayloads } satisfies Actor,
      has,
      words: `${roleWord(role)} of ${JSON.stringify(scope)}${seesPayloads ? '' : ' without payloads'}`,
    })),
  ),
);

let calls = 0;
let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await serveRoutes();
});
afterAll(() => console.close());

test('every method of every route has a call here, and names the use cases that the call says', () => {
  const found = guardedRoutes().flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const route = file.slice(FOLDER.length + 1, -'/route.ts'.length);
    return [...text.matchAll(METHODS)].map(([, method], index, all) => {
      const own = text.slice(all[index]?.index, all[index + 1]?.index);
      return { route, method, services: [...own.matchAll(/services\.(\w+)/g)].map(([, name]) => name) };
    });
  });
  const called = ROUTE_CALLS.map(({ route, method, services }) => ({ route, method, services: [...services] }));
  const byName = (one: { route: string; method?: string | undefined }) => `${one.route} ${one.method}`;
  const sorted = <T extends { route: string; method?: string | undefined }>(all: readonly T[]) =>
    all.toSorted((one, other) => (byName(one) < byName(other) ? -1 : 1));
  expect(sorted(found)).toEqual(sorted(called));
});

test('the routes for those who are not signed in get the gate and nothing else', () => {
  for (const route of GATE_ROUTES) {
    const text = readFileSync(`${FOLDER}/${route}/route.ts`, 'utf8');
    expect(text).toContain('gateHandle(');
    expect(text).not.toMatch(/services\b|import \{ handle \}/);
  }
});

test('no route reaches the use cases other than by handle', () => {
  for (const file of guardedRoutes()) {
    expect(readFileSync(file, 'utf8'), file).toMatch(/import \{ handle \} from '@\/app\/api\/handle'/);
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/lib\/services|get-services|lib\/store/);
  }
});

describe.each(ROUTE_CALLS.map((call) => ({ call, words: `${call.method} ${call.route}` })))('$words', ({ call }) => {
  const { role, target } = needsOf(call.services);

  test.each(ACTORS)('$words', async ({ actor, has }) => {
    console.actAs(actor);
    for (const kept of isAboutOne(call) ? console.instances : console.instances.slice(0, 1)) {
      console.asked.length = 0;
      const { status, text } = await answerTo(call, kept);
      expect(status, text).toBe(expectedStatus(call, actor, has(kept)));
      if (!hasRole(actor, role))
        expect(text).toContain(`Needs role ${roleWord(role)}; you are ${roleWord(actor.role)}.`);
      if (asksEngine(call)) expect(console.asked.length > 0).toBe(status === 200);
      if (!actor.seesPayloads) expect(text).not.toContain(PAYLOAD_MARK);
      if (call.method === 'GET' && target === 'store') expectOnly(text, actor, has);
    }
  });
});

test('those who see payloads get them, of what lies in their scope', async () => {
  const [kept] = console.instances;
  if (kept === undefined) throw new Error('the store holds instances');
  console.actAs({
    kind: 'user',
    name: 'ada',
    role: 'viewer',
    scope: { apps: ['shop'], workflows: [] },
    seesPayloads: true,
  });
  for (const tail of ['', '/history']) {
    const call = ROUTE_CALLS.find(({ route }) => route === `instances/[appId]/[instanceId]${tail}`);
    expect((await answerTo(call ?? refuse(), kept)).text).toContain(PAYLOAD_MARK);
  }
  const values = ROUTE_CALLS.find(({ route }) => route === 'instances/values') ?? refuse();
  expect((await answerTo(values, kept)).text).toContain(PAYLOAD_MARK);
  const [foreign] = console.instances.filter(({ appId }) => appId === 'bank');
  expect((await answerTo(values, foreign ?? refuse())).text).not.toContain(PAYLOAD_MARK);
});

test('counts, trends and breakdowns add up to what is in scope', async () => {
  console.actAs({
    kind: 'user',
    name: 'ada',
    role: 'viewer',
    scope: { apps: [], workflows: ['s*'] },
    seesPayloads: true,
  });
  const [kept = refuse()] = console.instances;
  const read = async (route: string): Promise<unknown> =>
    JSON.parse((await answerTo(ROUTE_CALLS.find((call) => call.route === route) ?? refuse(), kept)).text);
  expect(await read('instances/counts')).toMatchObject({ total: { count: 4 }, byApp: [{ appId: 'shop', count: 4 }] });
  expect(await read('trends')).toMatchObject({ totals: { started: 4 }, workflows: { active: 2 } });
  expect(await read('workers')).toMatchObject({ apps: [{ appId: 'bank', open: 0 }, { appId: 'shop' }] });
  expect(await read('instances/aggregate')).toMatchObject({ runs: 4 });
});

/** What the table of permissions says of a call. */
function expectedStatus({ services, isMissing }: RouteCall, actor: Actor, isInScope: boolean): number {
  const { role, payloads, target, unlimited } = needsOf(services);
  if (unlimited && isLimited(actor)) return 403;
  if (!hasRole(actor, role) || (payloads && !actor.seesPayloads)) return 403;
  if (target === 'workflow' && !isInScope) return 403;
  return (target === 'instance' && !isInScope) || isMissing === true ? 404 : 200;
}

function guardedRoutes(): readonly string[] {
  const open = GATE_ROUTES.map((route) => `${FOLDER}/${route}/route.ts`);
  return globSync(`${FOLDER}/**/route.ts`).filter((file) => !open.includes(file));
}

/** Nothing that is out of scope, by ids and names. */
function expectOnly(text: string, { scope }: Actor, has: (of: Kept) => boolean): void {
  for (const kept of console.instances) {
    if (has(kept)) continue;
    expect(text).not.toContain(kept.instanceId);
    expect(text).not.toContain(`"${kept.name}"`);
    const seesApp = scope.apps.length === 0 || console.instances.some((one) => has(one) && one.appId === kept.appId);
    if (!seesApp) expect(text).not.toContain(`"${kept.appId}"`);
  }
  const isWhole = console.instances.every(has);
  expect(text.includes(console.purged.instanceId) && !isWhole && !has({ ...console.purged, name: 'PayBill' })).toBe(
    false,
  );
}

function isAboutOne({ route, body }: RouteCall): boolean {
  return `${route}${JSON.stringify(body)}`.includes('[appId]');
}

function asksEngine({ method, route }: RouteCall): boolean {
  return method === 'POST' && route.startsWith('instances') && !route.endsWith('values');
}

async function answerTo({ method, route, query = '', body }: RouteCall, kept: Kept) {
  const file = (await import(pathToFileURL(`${FOLDER}/${route}/route.ts`).href)) as Record<string, Route>;
  const filled = filledFor(kept, JSON.stringify(body ?? null));
  const leave = new AbortController();
  const init = {
    method,
    headers: { host: 'localhost:3000' },
    signal: leave.signal,
    ...(body !== undefined && { body: filled }),
  };
  const request = new Request(
    `http://localhost:3000/api/v1/${route.replaceAll(/[[\]]/g, '')}?${filledFor(kept, query)}`,
    init,
  );
  const params = route.includes('[appId]') ? { appId: kept.appId, instanceId: kept.instanceId } : undefined;
  const response = await (file[method] ?? refuse())(request, { params: Promise.resolve(params) });
  const text = route === 'events' ? await firstWords(response) : await response.text();
  leave.abort();
  return { status: response.status, text };
}

function filledFor({ appId, instanceId, name }: Kept, text: string): string {
  return text
    .replaceAll('[appId]', appId)
    .replaceAll('[instanceId]', instanceId)
    .replaceAll('[workflow]', name)
    .replaceAll('[nth]', String((calls += 1)));
}

type Route = (request: Request, context: { params: Promise<object | undefined> }) => Promise<Response>;

/** What a stream says before it waits: where it starts, and what had changed. */
async function firstWords(response: Response): Promise<string> {
  if (!response.ok || response.body === null) return response.text();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const ready = await reader.read();
  const next = await Promise.race([reader.read(), console.untilIdle().then(() => undefined)]);
  await reader.cancel();
  return `${ready.value}${next?.value ?? ''}`;
}

function refuse(): never {
  throw new Error('this is there');
}
