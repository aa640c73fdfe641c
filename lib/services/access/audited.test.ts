import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LOCAL_OPERATOR, type Actor } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { bindServices, type CommonContext } from '../bind-services';
import { type ConsoleUnderTest, serveRoutes } from '@/lib/testing/access/console-under-test';
import { fakeControl } from '@/lib/testing/fake-control';

const ANY = { actors: [], actions: [], outcomes: [] };
const VIEWER: Actor = {
  kind: 'user',
  name: 'vera',
  role: 'viewer',
  scope: { apps: [], workflows: [] },
  seesPayloads: true,
};

let console: ConsoleUnderTest;
let newest = 0;
beforeAll(async () => {
  console = await serveRoutes();
});
afterAll(() => console.close());
beforeEach(async () => {
  newest = (await console.context.store.auditHead())?.seq ?? 0;
  console.asked.length = 0;
});

function servicesOf(actor: Actor, over: Partial<CommonContext> = {}) {
  return bindServices({ ...console.context, ...over }, { actor, address: '192.0.2.9' });
}

async function told() {
  const { entries } = await console.context.store.listAudit(ANY, { limit: 50 });
  return entries.filter(({ seq }) => seq > newest).toReversed();
}

const SHOP = { appId: 'shop', instanceId: 'id-SellBook-1' };
const BANK = { appId: 'bank', instanceId: 'id-PayBill-5' };

test('an action is told with actor, address, target, reason, parameters and outcome', async () => {
  await servicesOf(LOCAL_OPERATOR).terminateInstance(SHOP, { recursive: true, output: '"secret"', reason: 'stuck' });
  expect(await told()).toMatchObject([
    {
      ...{ action: 'instance.terminate', actor: { kind: 'local', role: 'admin' }, address: '192.0.2.9', ...SHOP },
      ...{ reason: 'stuck', detail: '{"recursive":true}', outcome: 'done', tookMs: 0 },
    },
  ]);
  expect(JSON.stringify(await told())).not.toContain('secret');
});

test('the decision is there before the engine is asked', async () => {
  const seen: number[] = [];
  const control = {
    ...fakeControl([]),
    suspend: async () => void seen.push((await console.context.store.auditHead())?.seq ?? 0),
  };
  await servicesOf(LOCAL_OPERATOR, { control }).pauseInstance(SHOP, {});
  expect(seen).toEqual([newest + 1]);
});

test.each([
  [new AppError('precondition', 'It has ended.'), 'refused', 'It has ended.'],
  [new AppError('unavailable', 'No answer.'), 'failed', 'No answer.'],
  [new Error('a password'), 'failed', 'Unexpected error'],
])('%s is an outcome too', async (refusal, outcome, error) => {
  const control = fakeControl([], refusal as AppError);
  await expect(servicesOf(LOCAL_OPERATOR, { control }).resumeInstance(SHOP, {})).rejects.toBe(refusal);
  expect(await told()).toMatchObject([{ action: 'instance.resume', outcome, error }]);
});

test('what is not permitted is told as denied, and not done', async () => {
  await expect(servicesOf(VIEWER).purgeInstance(SHOP, { recursive: true })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const limited: Actor = { ...LOCAL_OPERATOR, scope: { apps: ['shop'], workflows: [] } };
  await expect(servicesOf(limited).pauseInstance(BANK, {})).rejects.toMatchObject({ code: 'not_found' });
  expect((await told()).map(({ outcome, error }) => [outcome, error])).toEqual([
    ['denied', 'Needs role Operator; you are Viewer.'],
    ['denied', 'There is no instance "id-PayBill-5" in app "bank".'],
  ]);
  expect(console.asked).toEqual([]);
});

test('nothing is done while the log cannot be written', async () => {
  const store = console.storeWith(() => Promise.reject(new AppError('unavailable', 'The disk is full.')));
  const services = servicesOf(LOCAL_OPERATOR, { store });
  const refused = {
    code: 'unavailable',
    message: 'The audit log cannot be written, so nothing was done.',
    hint: 'The disk is full.',
  };
  await expect(services.pauseInstance(SHOP, {})).rejects.toMatchObject(refused);
  await expect(services.exportInstances(NO_FILTER)).rejects.toMatchObject(refused);
  expect(console.asked).toEqual([]);
});

test('what the console keeps for itself is changed together with its entry, or not at all', async () => {
  const { store: whole } = console.context;
  const lost = servicesOf(LOCAL_OPERATOR, { store: console.storeWith(whole.appendAudit.bind(whole)) });
  const services = servicesOf(LOCAL_OPERATOR);
  const view = { name: 'Both', search: '', isDefault: false };
  const token = { name: 'both', role: 'viewer', scope: { apps: [], workflows: [] }, seesPayloads: false } as const;
  await expect(lost.saveView(view)).rejects.toThrow();
  await expect(lost.createToken(token)).rejects.toThrow();
  const { id } = await services.saveView(view);
  const made = await services.createToken(token);
  await expect(lost.deleteView(id)).rejects.toThrow();
  await expect(lost.revokeToken(made.token.id)).rejects.toThrow();
  expect((await whole.listViews()).filter(({ name }) => name === 'Both')).toHaveLength(1);
  expect((await whole.listTokens()).filter(({ name }) => name === 'both')).toMatchObject([{ id: made.token.id }]);
  expect((await whole.listTokens())[0]).not.toHaveProperty('revokedAt', expect.anything());
  await services.revokeToken(made.token.id);
  await services.deleteView(id);
  await expect(services.deleteView(id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await told()).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    ...['view.save refused', 'token.create refused', 'view.save done', 'token.create done'],
    ...['view.delete refused', 'token.revoke refused', 'token.revoke done', 'view.delete done', 'view.delete refused'],
  ]);
});

test('a token that has expired already is not made', async () => {
  const scope = { apps: [], workflows: [] };
  const token = { name: 'late', role: 'viewer', scope, seesPayloads: false, expiresAt: 1 } as const;
  await expect(servicesOf(LOCAL_OPERATOR).createToken(token)).rejects.toMatchObject({ code: 'invalid' });
});

test('a lost outcome is said, with what was done', async () => {
  const { store: whole } = console.context;
  const store = console.storeWith((row) =>
    row.phase === 'decision' ? whole.appendAudit(row) : Promise.reject(new Error('gone')),
  );
  await expect(servicesOf(LOCAL_OPERATOR, { store }).pauseInstance(SHOP, {})).rejects.toMatchObject({
    code: 'unavailable',
    message: 'It was carried out; but the audit log could not be written.',
  });
  expect(await told()).toMatchObject([{ outcome: 'open' }]);
});

test('payloads that are shown are told once an hour for each reader and execution', async () => {
  const services = servicesOf(VIEWER);
  await Promise.all([services.getInstance(SHOP), services.readHistory(SHOP, { from: 0, limit: 5 })]);
  await services.getInstance(SHOP);
  await servicesOf({ ...VIEWER, seesPayloads: false }).getInstance(BANK);
  await expect(services.getInstance({ ...SHOP, instanceId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  await services.readValues({ refs: [SHOP], paths: ['input.mark'] });
  expect((await told()).map(({ action, instanceId, detail }) => [action, instanceId, detail])).toEqual([
    ['payload.reveal', SHOP.instanceId, undefined],
    ['payload.reveal', undefined, '{"paths":["input.mark"]}'],
  ]);
});

test('exports and changed views are told', async () => {
  const services = servicesOf(LOCAL_OPERATOR);
  for await (const page of await services.exportInstances({ ...NO_FILTER, query: 'app:shop' }))
    expect(page).toHaveLength(4);
  const { id } = await services.saveView({ name: 'Late', search: '', isDefault: false });
  await services.deleteView(id);
  expect((await told()).map(({ action, subject }) => [action, subject])).toEqual([
    ['instance.export', 'executions'],
    ['view.save', 'Late'],
    ['view.delete', id],
  ]);
});
