import type { APIRequestContext, Page } from '@playwright/test';
import { expect, sampleWorker, test, type Perdure } from './fixtures/perdure';
import { APP, detailOf, errorBody, runtimeStateOf, STACK_LINE } from './fixtures/console-api';
import { runtimeOf } from './fixtures/process-tree';

const ORDER = {
  ...{ customer: 'Ada Berg', paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
  lines: [{ sku: 'lamp-brass', quantity: 1 }],
};
const LARGE = { ...ORDER, lines: [{ sku: 'desk-oak', quantity: 3 }] };

const api = (id: string, action: string): string => `/api/v1/instances/${APP}/${id}/${action}`;
const consolePage = (id: string): string => `/instances/${APP}/${id}`;

/** An order that has been shipped, with its child. */
async function shipped({ client }: Perdure, id: string): Promise<void> {
  await client.scheduleNewWorkflow('OrderWorkflow', { ...ORDER, orderId: id }, id);
  await client.waitForWorkflowCompletion(id, false, 30);
}

/** An order that waits for its approval. */
async function waiting({ client, addresses }: Perdure, id: string): Promise<void> {
  await client.scheduleNewWorkflow('OrderWorkflow', { ...LARGE, orderId: id }, id);
  const customStatus = async (): Promise<string | undefined> =>
    (await detailOf(addresses.console, id)).instance.customStatus;
  await expect.poll(customStatus).toContain('Waiting for approval');
}

async function expectRefusal(
  request: APIRequestContext,
  { path, body = {} }: { path: string; body?: unknown },
  wanted: { status: number; code: string; words: RegExp },
): Promise<void> {
  const answer = await request.post(path, { data: body });
  const { error } = errorBody.parse(await answer.json());
  expect([answer.status(), error.code], error.message).toEqual([wanted.status, wanted.code]);
  expect(error.message).toMatch(wanted.words);
  expect(await answer.text()).not.toMatch(STACK_LINE);
}

const expectNoStack = async (page: Page): Promise<void> =>
  expect(await page.locator('body').innerText()).not.toMatch(STACK_LINE);

test.beforeAll(async ({ perdure }) => {
  await perdure.startWorker(sampleWorker(0));
});

test('an unknown instance has a page that says so and leads on', async ({ page }) => {
  await page.goto(consolePage('nobody-started-this'));
  await expect(page.getByRole('heading', { name: 'Execution not found' })).toBeAttached();
  await expect(
    page.getByText('It may have been purged, by somebody or by retention, or the ID belongs to another app.'),
  ).toBeVisible();
  await expectNoStack(page);
  await page.getByRole('link', { name: 'All executions' }).click();
  await expect(page).toHaveURL(/\/instances$/);
});

test('an address that is no page says so', async ({ page }) => {
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page.' })).toBeVisible();
  await expectNoStack(page);
});

test('a query that means nothing is refused by the API and shown as none by the page', async ({ page, request }) => {
  for (const [query, words] of [
    ['status=asleep', /^status\.0: Invalid option/],
    ['sort=name', /^There is no query parameter sort\.$/],
    ['limit=0', /^limit: /],
    ['q=a&q=b', /^The parameter q is given more than once\.$/],
    ['cursor=not-a-cursor', /cursor/i],
  ] as const) {
    const answer = await request.get(`/api/v1/instances?${query}`);
    const { error } = errorBody.parse(await answer.json());
    expect([answer.status(), error.code], query).toEqual([400, 'invalid']);
    expect(error.message).toMatch(words);
  }
  await page.goto('/instances?status=asleep&created=yesterday&from=never');
  await expect(page.getByRole('region', { name: 'Executions, newest first' })).toBeVisible();
  await expectNoStack(page);
});

test('JSON that is none never leaves the form', async ({ page, perdure }) => {
  await waiting(perdure, 'refused-json');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await page.goto(consolePage('refused-json'));
  await page.getByRole('button', { name: 'Raise event…', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const payload = dialog.getByLabel('Payload (JSON, optional)');
  const raise = dialog.getByRole('button', { name: /^Raise / });
  await dialog.getByLabel('Event name').fill('Approval');
  await payload.fill('{"approved": tru');
  await expect(payload).toHaveAccessibleDescription(/^This is not valid JSON: /);
  await expect(raise).toBeDisabled();
  await raise.click({ force: true });
  await dialog.getByLabel('Event name').press('Enter');
  await expect(dialog).toBeVisible();
  expect(sent).toEqual([]);

  await payload.fill('{"approved": true}');
  await raise.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('instance-status')).toHaveText(/Completed/);
  expect(sent).toHaveLength(1);
});

test('what an ended execution cannot take changes nothing', async ({ request, perdure }) => {
  await shipped(perdure, 'refused-ended');
  const before = await detailOf(perdure.addresses.console, 'refused-ended');
  for (const [action, body] of [
    ['pause', {}],
    ['resume', {}],
    ['terminate', {}],
    ['raise-event', { name: 'Approval', data: '{"approved":false}' }],
  ] as const) {
    const answer = await request.post(api('refused-ended', action), { data: body });
    expect([answer.status(), await answer.json()], action).toEqual([200, { done: true }]);
  }
  expect(await detailOf(perdure.addresses.console, 'refused-ended')).toEqual(before);
});

test('an action in a wrong state is refused with its status and in words', async ({ request, perdure }) => {
  await shipped(perdure, 'refused-done');
  await waiting(perdure, 'refused-open');
  const { related } = await detailOf(perdure.addresses.console, 'refused-done');
  const child = related.children[0]?.instanceId ?? '';
  await expectRefusal(
    request,
    { path: api('refused-open', 'purge') },
    { status: 412, code: 'precondition', words: /not yet completed: refused-open/ },
  );
  await expectRefusal(
    request,
    { path: api('refused-open', 'rerun'), body: { eventId: 0 } },
    { status: 400, code: 'invalid', words: /refused-open has not ended, so it cannot be rerun/ },
  );
  await expectRefusal(
    request,
    { path: api(child, 'rerun'), body: { eventId: 0 } },
    { status: 400, code: 'invalid', words: /is a child workflow of refused-done/ },
  );
  await expectRefusal(
    request,
    { path: api('refused-done', 'rerun'), body: { eventId: 999 } },
    { status: 404, code: 'not_found', words: /no event with id 999/ },
  );
  await expectRefusal(
    request,
    { path: api('refused-done', 'rerun'), body: { eventId: 1, newInstanceId: 'refused-open' } },
    { status: 409, code: 'conflict', words: /'refused-open' already exists/ },
  );
  for (const action of ['pause', 'resume', 'terminate', 'purge']) {
    await expectRefusal(
      request,
      { path: api('nobody-started-this', action) },
      { status: 404, code: 'not_found', words: /There is no instance "nobody-started-this" in app "default"\./ },
    );
  }
  expect((await detailOf(perdure.addresses.console, 'refused-open')).instance.status).toBe('running');
});

test('a body that means nothing is refused by its field', async ({ request }) => {
  const path = api('refused-open', 'raise-event');
  const invalid = { status: 400, code: 'invalid' };
  await expectRefusal(request, { path, body: { name: '  ' } }, { ...invalid, words: /^name is empty$/ });
  await expectRefusal(
    request,
    { path, body: { name: 'Approval', data: '{' } },
    { ...invalid, words: /^data is not valid JSON: / },
  );
  await expectRefusal(
    request,
    { path, body: Buffer.from('{"name":') },
    { ...invalid, words: /^The body is not valid/ },
  );
});

test('a page of another site may not act', async ({ request }) => {
  const headers = { origin: 'http://example.com' };
  const answer = await request.post(api('refused-open', 'pause'), { data: {}, headers });
  expect(answer.status()).toBe(403);
  expect(errorBody.parse(await answer.json()).error.message).toContain('http://example.com');
});

test('while the runtime is away the page says so, shows what is stored, and loses nothing', async ({
  page,
  perdure,
}) => {
  await waiting(perdure, 'refused-away');
  const runtime = (await runtimeOf(perdure.supervisor.process.pid ?? 0)) ?? 0;
  expect(runtime).toBeGreaterThan(0);
  await page.goto(consolePage('refused-away'));
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toBeEnabled();
  process.kill(runtime, 'SIGSTOP');
  try {
    const banner = page.getByRole('alert').filter({ hasText: 'The runtime does not answer' });
    await expect(banner).toContainText('Executions are safe on disk; nothing is lost.');
    await expect(pause).toBeDisabled();
    await pause.hover();
    await expect(page.getByRole('tooltip')).toContainText('The runtime does not answer, so nothing can be sent.');
    await expect(page.getByTestId('graph-node').and(page.getByLabel(/^activity requestApproval/))).toBeVisible();

    await page
      .getByRole('link', { name: /Executions/ })
      .first()
      .click();
    await expect(page.getByRole('link', { name: 'refused-away', exact: true })).toBeVisible();
    await expect(banner).toBeVisible();
    await expectNoStack(page);
  } finally {
    process.kill(runtime, 'SIGCONT');
  }
  await expect(page.getByText('The runtime does not answer')).toBeHidden();
  await expect.poll(() => runtimeStateOf(perdure.addresses.console)).toBe('up');
  await page.getByRole('link', { name: 'refused-away', exact: true }).click();
  await expect(pause).toBeEnabled();
  await perdure.client.raiseEvent('refused-away', 'Approval', { approved: true });
  await expect(page.getByTestId('instance-status')).toHaveText(/Completed/);
});

test('what is asked of a runtime that is away is refused, and nothing is changed', async ({ request, perdure }) => {
  await waiting(perdure, 'refused-unsent');
  const runtime = (await runtimeOf(perdure.supervisor.process.pid ?? 0)) ?? 0;
  process.kill(runtime, 'SIGKILL');
  const answer = await request.post(api('refused-unsent', 'raise-event'), { data: { name: 'Approval' } });
  const { error } = errorBody.parse(await answer.json());
  expect([answer.status(), error.code]).toEqual([503, 'unavailable']);
  expect(error.message).toMatch(/^The runtime does not answer \(127\.0\.0\.1:\d+\)\.$/);
  await expect.poll(() => runtimeStateOf(perdure.addresses.console), { timeout: 20_000 }).toBe('up');
  expect((await detailOf(perdure.addresses.console, 'refused-unsent')).instance.status).toBe('running');
});
