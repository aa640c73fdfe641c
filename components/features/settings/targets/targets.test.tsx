// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { TargetJson } from '@/lib/api/targets';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { draftOf, NO_FIELDS } from './target-draft';
import { TargetsCard } from './targets-card';

const ADA = { kind: 'user', name: 'ada', role: 'admin', scope: { apps: [], workflows: [] }, seesPayloads: true };
const ORDERS: TargetJson = {
  ...{ appId: 'orders', address: '127.0.0.1:50001', origin: 'console', readFrom: 'sidecar', version: '1.18.1' },
  limits: ["Retry now is Perdure's own; Dapr cannot do it."],
};
const FOUND = { appId: 'billing', address: '127.0.0.1:50002', version: '1.17.2' };

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
});
afterEach(cleanup);

test('what is typed becomes a target, or the fault of the first field that has one', () => {
  const fields = { ...NO_FIELDS, appId: 'orders', address: '50001' };
  expect(draftOf(fields)).toEqual({ body: { appId: 'orders', address: '50001' } });
  expect(draftOf({ ...fields, secret: 'env', usesTls: true })).toEqual({
    body: { appId: 'orders', address: '50001', apiToken: { env: 'DAPR_API_TOKEN' }, tls: true },
  });
  expect(draftOf({ ...fields, secret: 'file', secretName: 'token', usesTls: true, ca: 'ca.pem' })).toEqual({
    body: { appId: 'orders', address: '50001', apiToken: { file: 'token' }, tls: { ca: 'ca.pem' } },
  });
  const problems = [
    { ...fields, appId: ' ' },
    { ...fields, address: '' },
    { ...fields, secret: 'env', secretName: 'DATABASE_URL' } as const,
    { ...fields, secret: 'file', secretName: '../etc/passwd' } as const,
    { ...fields, usesTls: true, ca: '/etc/ca.pem' },
  ].map(draftOf);
  expect(problems).toEqual([
    { problem: 'An App ID is needed.' },
    { problem: 'An address is needed.' },
    { problem: 'The variable is DAPR_API_TOKEN, or its name ends in _DAPR_API_TOKEN.' },
    { problem: 'The token is in a file of the folder for secrets: name the file.' },
    { problem: 'The certificate is the name of a file in the folder for secrets.' },
  ]);
});

test('one that was found is checked and added, and is removed again', async () => {
  const { user, sent, shown } = setup(ADA, { targets: [], found: [FOUND] });
  await user.click(await screen.findByRole('button', { name: 'Add billing…' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByLabelText<HTMLInputElement>('Address').value).toBe('127.0.0.1:50002');
  await user.click(dialog.getByRole('button', { name: 'Check' }));
  expect(await dialog.findByText('It answers: Dapr 1.18.1.')).toBeTruthy();
  shown.targets = [{ ...ORDERS, appId: 'billing' }];
  shown.found = [];
  await user.click(dialog.getByRole('button', { name: 'Add target' }));
  await user.click(await screen.findByRole('button', { name: 'Remove billing…' }));
  shown.targets = [];
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.getByText(/There is none yet/)).toBeTruthy());
  const changes = sent.filter(({ method }) => method !== 'GET');
  expect(changes.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...['POST /api/v1/targets/check', 'POST /api/v1/targets', 'DELETE /api/v1/targets?appId=billing'],
  ]);
  expect(changes[1]?.body).toEqual({ appId: 'billing', address: '127.0.0.1:50002' });
});

test('health, age and limits are told to everybody; only an admin adds or removes', async () => {
  const away: TargetJson = { ...ORDERS, appId: 'away', origin: 'start', limits: [], trouble: 'It does not answer.' };
  setup({ ...ADA, role: 'operator' }, { targets: [{ ...ORDERS, seenAt: Date.now() }, away], found: [] });
  expect(await screen.findByText("Retry now is Perdure's own; Dapr cannot do it.")).toBeTruthy();
  expect(screen.getByText('Answers')).toBeTruthy();
  expect(screen.getByText('It does not answer.')).toBeTruthy();
  for (const name of ['Add target…', 'Remove orders…']) {
    expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
  }
  expect(screen.queryByRole('button', { name: 'Remove away…' })).toBeNull();
});

test('a console on a runtime of its own shows nothing', async () => {
  const { sent } = setup(ADA, undefined);
  await waitFor(() => expect(sent.map(({ path }) => path)).toContain('/api/v1/runtime'));
  expect(screen.queryByRole('region', { name: 'Targets' })).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/api/v1/targets');
});

type Shown = { targets: readonly TargetJson[]; found: readonly (typeof FOUND)[] };

function setup(me: object, on: Shown | undefined) {
  const shown: Shown = on ?? { targets: [], found: [] };
  const sent: { path: string; method: string; body: unknown }[] = [];
  const runtime = { state: 'up', address: 'here', store: 'a file', checkedAt: 1, ...(on && { targets: [] }) };
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
    sent.push({ path, method, body: body === undefined ? undefined : JSON.parse(body) });
    if (path === '/api/v1/me') return Response.json(me);
    if (path === '/api/v1/runtime') return Response.json(runtime);
    if (path === '/api/v1/targets/check') return Response.json({ version: '1.18.1' });
    return Response.json(method === 'GET' ? shown : { done: true });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <TargetsCard />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent, shown };
}
