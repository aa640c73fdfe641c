// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import type { ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { TallyJson } from '@/lib/api/schemas';
import type { InstanceSummary } from '@/lib/domain/instance';
import { LiveProvider } from '@/components/shared/live-provider';
import { TooltipProvider } from '@/components/ui/tooltip';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { InstanceList } from './instance-list';

let server: FakeServer;

beforeEach(() => {
  server = aServer();
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(answer(url)));
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(768);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

test('without any execution it tells how to run the first', async () => {
  show();
  expect(await screen.findByRole('heading', { name: 'Run your first workflow' })).toBeTruthy();
});

test('shows each execution with status, error and attempts, and opens it on a click', async () => {
  server.instances = [sampleInstance({ status: 'failed', lastError: 'card declined', attempts: 3 })];
  const { push } = show();
  const row = await findRow('order-1');
  expect(within(row).getByText('Failed')).toBeTruthy();
  expect(within(row).getByText('card declined')).toBeTruthy();
  expect(within(row).getByText('×3')).toBeTruthy();
  expect(within(row).getByText('1.24 s')).toBeTruthy();
  await userEvent.click(within(row).getByText('card declined'));
  expect(push).toHaveBeenCalledWith('/instances/orders/order-1');
});

test('who comes back to the list goes on from the row that was opened, unless the focus is elsewhere by then', async () => {
  server.instances = ['order-1', 'order-2', 'order-3'].map((instanceId) => sampleInstance({ instanceId }));
  show();
  await userEvent.click(within(await findRow('order-2')).getByText('Completed'));
  cleanup();
  const { push } = show();
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Executions, newest first'));
  expect((await findRow('order-2')).dataset['cursor']).toBe('true');
  await userEvent.keyboard('j{Enter}');
  expect(push).toHaveBeenLastCalledWith('/instances/orders/order-3');
  cleanup();
  show('', <input autoFocus />);
  expect((await findRow('order-3')).dataset['cursor']).toBeUndefined();
});

test('an empty filter result names what to drop', async () => {
  server.instances = [sampleInstance()];
  show('?status=failed&app=orders');
  expect(await screen.findByText('No execution matches.')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Remove it' }));
  expect(await findRow('order-1')).toBeTruthy();
});

test('is asked on where the server stopped looking before it found anything', async () => {
  server.instances = [sampleInstance()];
  server.emptyPages = 2;
  show('?q=order');
  expect(await findRow('order-1')).toBeTruthy();
  expect(server.emptyPages).toBe(0);
});

test('a least count says so, no less than the rows, and is exact once all of them are there', async () => {
  server.instances = [sampleInstance(), sampleInstance({ instanceId: 'order-2' })];
  server.counted = { count: 0, isExact: false };
  server.hasMore = true;
  show('?q=order');
  expect(await screen.findByText('2+ executions')).toBeTruthy();
  cleanup();
  server.hasMore = false;
  show('?q=order');
  expect(await screen.findByText('2 executions · exact')).toBeTruthy();
});

test('says what failed and tries again', async () => {
  server.failing = true;
  show();
  expect(await screen.findByText('Could not load the executions.')).toBeTruthy();
  expect(screen.getByText('The store is locked.')).toBeTruthy();
  server = { ...aServer(), instances: [sampleInstance()] };
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await findRow('order-1')).toBeTruthy();
});

test('a pushed change shows in its row, and a new execution above it', async () => {
  const running = sampleInstance({ status: 'running', completedAt: undefined });
  server.instances = [running];
  show();
  await findRow('order-1');
  const done = sampleInstance({ status: 'completed', revision: 2 });
  const fresh = sampleInstance({ instanceId: 'order-2', createdAt: 2000, revision: 3 });
  server.instances = [fresh, done];
  act(() => FakeEventSource.last?.push({ revision: 3, changed: [done, fresh], purged: [] }));
  await findRow('order-2');
  expect(within(await findRow('order-1')).getByText('Completed')).toBeTruthy();
});

test('a value in a payload is asked for where its place is declared, and else told how to declare it', async () => {
  server.instances = [sampleInstance()];
  show('?q=input.id:7 output.total:>5');
  expect(await screen.findByText(/output\.total is not declared/)).toBeTruthy();
  expect(screen.getByText(/declaredPaths: \["output\.total"\]/)).toBeTruthy();
  expect(await findRow('order-1')).toBeTruthy();
});

test('names of the store are offered: steps with their states, events, tags and declared places', async () => {
  server.instances = [sampleInstance()];
  show();
  await findRow('order-1');
  const input = screen.getByRole('combobox', { name: 'Search and filter' });
  for (const [written, offered] of [
    ['step:', 'Pay.failed'],
    ['waiting:', 'Approval'],
    ['tag', 'tag.region:'],
    ['tag.region:', 'eu'],
    ['inp', 'input.id:'],
  ] as const) {
    await userEvent.clear(input);
    await userEvent.type(input, written);
    expect(await screen.findByRole('option', { name: new RegExp(`^${offered}`) })).toBeTruthy();
  }
});

type FakeServer = {
  instances: readonly InstanceSummary[];
  failing: boolean;
  /** Pages without a row that come before the first one with rows. */
  emptyPages: number;
  hasMore: boolean;
  /** What the server counts instead of the rows it has. */
  counted: TallyJson | undefined;
};

function aServer(): FakeServer {
  return { instances: [], failing: false, emptyPages: 0, hasMore: false, counted: undefined };
}

function show(searchParams = '', beside?: ReactNode) {
  const push = vi.fn();
  const router = { push, replace: vi.fn(), refresh: vi.fn(), back: vi.fn(), forward: vi.fn(), prefetch: vi.fn() };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <AppRouterContext.Provider value={router as never}>
      <QueryClientProvider client={client}>
        <NuqsTestingAdapter searchParams={searchParams} hasMemory>
          <TooltipProvider>
            <LiveProvider>
              {beside}
              <InstanceList />
            </LiveProvider>
          </TooltipProvider>
        </NuqsTestingAdapter>
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
  return { push };
}

async function findRow(instanceId: string): Promise<HTMLElement> {
  const link = await screen.findByRole('link', { name: instanceId });
  return link.closest<HTMLElement>('[role=row]') ?? link;
}

function answer(path: string): Response | Promise<Response> {
  const url = new URL(path, 'http://console');
  if (url.pathname === '/api/v1/runtime') {
    return Response.json({ state: 'up', address: '127.0.0.1:50001', store: './data', checkedAt: 1 });
  }
  if (url.pathname === '/api/v1/names') {
    const seen = { steps: ['Pay'], events: ['Approval'], tags: [{ key: 'region', values: ['eu'] }] };
    return Response.json({ ...seen, paths: [{ path: 'input.id', isComplete: true }] });
  }
  if (server.failing) {
    return Response.json({ error: { code: 'unavailable', message: 'The store is locked.' } }, { status: 503 });
  }
  const statuses = url.searchParams.getAll('status');
  const found = server.instances.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
  if (url.pathname === '/api/v1/instances') {
    const isWaitedFor = server.hasMore && url.searchParams.has('cursor');
    return isWaitedFor ? new Promise(() => undefined) : Response.json(pageOf(found));
  }
  const byStatus = Object.fromEntries(
    INSTANCE_STATUSES.map((status) => [status, exactly(server.instances.filter((row) => row.status === status))]),
  );
  return Response.json({ total: server.counted ?? exactly(found), byStatus, byApp: [], byName: [] });
}

function pageOf(found: readonly InstanceSummary[]) {
  if (server.emptyPages === 0) return { instances: found, next: server.hasMore ? 'further' : undefined };
  server.emptyPages -= 1;
  return { instances: [], next: 'further' };
}

function exactly(found: readonly InstanceSummary[]) {
  return { count: found.length, isExact: true };
}

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static last: FakeEventSource | undefined;
  readonly readyState = 1;

  constructor() {
    super();
    FakeEventSource.last = this;
  }

  push(feed: unknown): void {
    this.dispatchEvent(new MessageEvent('changes', { data: JSON.stringify(feed) }));
  }

  close(): void {
    FakeEventSource.last = undefined;
  }
}
