// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SessionJson } from '@/lib/api/sessions';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { SessionsCard } from './sessions-card';

const ADA = { kind: 'user', name: 'ada', role: 'admin', scope: { apps: [], workflows: [] }, seesPayloads: true };
const BO: SessionJson = {
  ...{ name: 'bo', method: 'oidc', role: 'operator', seesPayloads: false, address: '192.0.2.7' },
  scope: { apps: [], workflows: [] },
  ...{ createdAt: 1_000, seenAt: 2_000, expiresAt: 3_000 },
};

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
});
afterEach(cleanup);

test('the sessions of one and of everybody are ended', async () => {
  const { user, sent, sessions } = setup(ADA);
  expect(await screen.findByText('192.0.2.7')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'End the sessions of bo…' }));
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'End sessions' }));
  await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'End all…' }));
  sessions.length = 0;
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'End sessions' }));
  expect((await screen.findAllByText('Nobody is signed in.')).length).toBeGreaterThan(0);
  expect(sent.filter((each) => each.startsWith('DELETE'))).toEqual([
    ...['DELETE /api/v1/sessions?name=bo', 'DELETE /api/v1/sessions?name=*'],
  ]);
});

test('the button of somebody with several sessions says that it ends all of them', async () => {
  const { sessions } = setup(ADA);
  sessions.push({ ...BO, createdAt: 1_500 }, { ...BO, name: 'cy' });
  expect(
    (await screen.findAllByRole('button', { name: /^End the sessions of/ })).map(({ textContent }) => textContent),
  ).toEqual(['End all 2…', 'End all 2…', 'End…']);
});

test('who may not is told why, and nothing is asked for', async () => {
  const { sent } = setup({ ...ADA, role: 'operator' });
  expect((await screen.findAllByText('Needs role Admin; you are Operator.')).length).toBeGreaterThan(0);
  expect(sent).toEqual(['GET /api/v1/me']);
});

test('when it cannot be known who asks, the card says so and does not wait for ever', async () => {
  const { user, sent } = setup(undefined);
  expect(await screen.findByText('Could not read the sessions.')).toBeTruthy();
  const asked = sent.length;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(asked));
});

function setup(me: object | undefined) {
  const sessions = [BO];
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: { method?: string }) => {
    sent.push(`${method} ${path}`);
    if (path === '/api/v1/me') return me === undefined ? new Response('', { status: 503 }) : Response.json(me);
    return Response.json(method === 'GET' ? { sessions } : { done: true });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <SessionsCard />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent, sessions };
}
