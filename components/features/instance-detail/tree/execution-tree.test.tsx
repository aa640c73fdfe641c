// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { TooltipProvider } from '@/components/ui/tooltip';
import { ExecutionTree } from './execution-tree';

/** Ids of the children of each execution. */
let families: Readonly<Record<string, readonly string[]>> = {};
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(answer(path)));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a small tree is open at once, with counts of all below', async () => {
  families = { order: ['pay', 'ship'], ship: ['label'] };
  show();
  expect(await rows()).toEqual(['1 pay', '1 ship', '2 label']);
  expect(screen.getByText('3 executions below it: 3 completed')).toBeTruthy();
});

test('the keys move and open as in every tree', async () => {
  families = { order: ['pay', 'ship'], ship: ['label'] };
  show();
  await rows();
  await userEvent.click(screen.getByRole('button', { name: 'Close all' }));
  expect(await rows()).toEqual(['1 pay', '1 ship']);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  expect(focused()).toBe('ship');
  await userEvent.keyboard('{ArrowRight}');
  expect(await rows()).toEqual(['1 pay', '1 ship', '2 label']);
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('label');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(await rows()).toEqual(['1 pay', '1 ship']);
  await userEvent.keyboard('{Home}');
  expect(focused()).toBe('pay');
});

test('a large one is read branch by branch, and what is more than a list holds stands in the list', async () => {
  families = { order: Array.from({ length: 700 }, (_, nth) => `child-${nth}`), 'child-0': ['deep'] };
  show();
  expect(await rows()).toHaveLength(101);
  expect(asked).toEqual(['order 100']);
  expect(screen.queryByRole('button', { name: 'Open all' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Show more/ }));
  const link = await screen.findByRole('link', { name: 'All of them are in the list' });
  const href = new URL(link.getAttribute('href') ?? '', 'http://console');
  expect(href.searchParams.get('q')).toBe('app:shop parent:order');
});

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ExecutionTree root={{ appId: 'shop', instanceId: 'order' }} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}

/** Level and id of each row, once all are read. */
async function rows(): Promise<readonly string[]> {
  await screen.findAllByRole('link');
  await vi.waitFor(() => expect(screen.queryByText('Reading…')).toBeNull());
  return screen
    .getAllByRole('treeitem')
    .map((row) => `${row.getAttribute('aria-level') ?? ''} ${row.querySelector('.mono')?.textContent ?? ''}`);
}

function focused(): string | undefined {
  return document.activeElement?.querySelector('.mono')?.textContent ?? undefined;
}

function answer(path: string): Response {
  const url = new URL(path, 'http://console');
  const id = url.pathname.split('/').at(-2) ?? '';
  const limit = Number(url.searchParams.get('limit'));
  asked.push(`${id} ${limit}`);
  const own = families[id] ?? [];
  const children = own.slice(0, limit).map((instanceId) => ({
    ...sampleInstance({ instanceId, appId: 'shop' }),
    children: { count: families[instanceId]?.length ?? 0, isExact: true },
  }));
  const count = below(id);
  return Response.json({
    ...{ children, hasMore: own.length > limit },
    below: { total: { count, isExact: true }, byStatus: { ...NONE, completed: count } },
  });
}

const NONE = { pending: 0, running: 0, suspended: 0, stalled: 0, completed: 0, failed: 0, terminated: 0 };

function below(id: string): number {
  return (families[id] ?? []).reduce((sum, child) => sum + 1 + below(child), 0);
}
