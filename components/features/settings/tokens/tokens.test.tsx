// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TokenJson } from '@/lib/api/tokens';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { readPatterns, scopeWords, tokenState } from './token-words';
import { TokensCard } from './tokens-card';

const ADA = { kind: 'user', name: 'ada', role: 'admin', scope: { apps: [], workflows: [] }, seesPayloads: true };
const DEPLOY: TokenJson = {
  ...{ id: 't1', name: 'deploy', role: 'operator', seesPayloads: false },
  scope: { apps: ['shop'], workflows: [] },
  ...{ createdAt: 1_000, createdBy: 'ada' },
};

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
});
afterEach(cleanup);

describe('words', () => {
  test('of what a token reaches, and whether it can be used', () => {
    expect(scopeWords({ apps: [], workflows: [] })).toBe('all apps and workflows');
    expect(scopeWords({ apps: ['a', 'b'], workflows: ['Order*'] })).toBe('apps a, b; workflows Order*');
    expect(tokenState(DEPLOY, 5)).toEqual({ words: 'does not expire', isInUse: true });
    expect(tokenState({ ...DEPLOY, expiresAt: 65_000 }, 5_000)).toEqual({ words: 'expires in 1 min', isInUse: true });
    expect(tokenState({ ...DEPLOY, expiresAt: 5 }, 5)).toEqual({ words: 'expired', isInUse: false });
    expect(tokenState({ ...DEPLOY, revokedAt: 5 }, 5)).toEqual({ words: 'revoked', isInUse: false });
    expect(readPatterns(' shop-*, bank,\n')).toEqual(['shop-*', 'bank']);
  });
});

test('a token is made, its secret shown once, and revoked', async () => {
  const { user, sent, tokens } = setup(ADA);
  expect(await screen.findByText('There is none yet.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'New token…' }));
  expect(screen.getByRole('button', { name: 'Make token' }).getAttribute('aria-disabled')).toBe('true');
  await user.type(screen.getByLabelText('Name'), 'deploy');
  await user.type(screen.getByLabelText('Apps (optional)'), 'shop, bank');
  await user.click(screen.getByRole('checkbox', { name: 'May see payloads' }));
  tokens.push(DEPLOY);
  await user.click(screen.getByRole('button', { name: 'Make token' }));
  expect(await screen.findByText('perdure_secret')).toBeTruthy();
  const made = sent.find(({ method }) => method === 'POST');
  expect(made?.body).toMatchObject({
    name: 'deploy',
    role: 'viewer',
    scope: { apps: ['shop', 'bank'], workflows: [] },
  });
  expect(made?.body).toMatchObject({ seesPayloads: true, expiresAt: expect.any(Number) });
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByText('perdure_secret')).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Revoke deploy…' }));
  tokens[0] = { ...DEPLOY, revokedAt: 2_000 };
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.getByText('revoked')).toBeTruthy());
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toContain('DELETE /api/v1/tokens?id=t1');
});

test.each([
  [{ ...ADA, role: 'viewer' }, 'Needs role Admin; you are Viewer.'],
  [{ ...ADA, scope: { apps: ['shop'], workflows: [] } }, 'Needs access to all apps and workflows.'],
])('who may not make any is told why, and nothing is asked for', async (me, why) => {
  const { sent } = setup(me);
  expect((await screen.findAllByText(why)).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: 'New token…' }).getAttribute('aria-disabled')).toBe('true');
  expect(sent.map(({ path }) => path)).toEqual(['/api/v1/me']);
});

function setup(me: object) {
  const tokens: TokenJson[] = [];
  const sent: { path: string; method: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: { method?: string; body?: string }) => {
    sent.push({ path, method, body: body === undefined ? undefined : JSON.parse(body) });
    if (path === '/api/v1/me') return Response.json(me);
    if (method === 'GET') return Response.json({ tokens });
    return Response.json(method === 'POST' ? { token: DEPLOY, secret: 'perdure_secret' } : { done: true });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <TokensCard />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent, tokens };
}
