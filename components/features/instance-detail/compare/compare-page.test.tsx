// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { TooltipProvider } from '@/components/ui/tooltip';
import { ComparePage } from './compare-page';

const LOADED = [started, turn, task(0, 'Load'), done(0)];
const charge = (input: string): Line => ({
  ...{ kind: 'task-scheduled', id: 1, name: 'Charge', taskExecutionId: 'call-1' },
  input,
});
const RUNS: Readonly<Record<string, { lines: readonly Line[]; status: 'failed' | 'completed' }>> = {
  bad: { status: 'failed', lines: [...LOADED, charge('{"sku":"99"}'), failed(1), ended] },
  good: { status: 'completed', lines: [...LOADED, charge('{"sku":"14"}'), done(1), task(2, 'Ship'), done(2), ended] },
};
const BOTH = '?a=orders/bad&b=orders/good';

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

describe('ComparePage', () => {
  test('opens on the first difference and says it in words', async () => {
    setup(BOTH);
    await screen.findByText('First difference: Charge, attempt 1. Input differs at $.sku. 1 step equal before it.');
    expect(titles()).toEqual(['≠Workflow outcome', '≠Charge', '+Ship']);
    expect(current()).toContain('Charge');
    const path = screen.getByRole('row', { name: /\$\.sku/ });
    expect(path.textContent).toBe('input $.sku− "99"+ "14"');
    expect(screen.getByText('2 of 3 differences')).toBeTruthy();
  });

  test('n and p go from difference to difference, and equal rows can be shown', async () => {
    const { user } = setup(BOTH);
    await screen.findByText(/^First difference/);
    await user.keyboard('n');
    await waitFor(() => expect(current()).toContain('Ship'));
    await user.keyboard('pp');
    await waitFor(() => expect(current()).toContain('Workflow outcome'));
    await user.click(screen.getByRole('checkbox', { name: 'Only differences' }));
    await waitFor(() => expect(titles()).toContain('=Load'));
  });

  test('swaps the sides', async () => {
    const { user } = setup(BOTH);
    await screen.findByText(/^First difference/);
    await user.keyboard('s');
    await waitFor(() => expect(titles()).toContain('−Ship'));
    const a = screen.getByRole('region', { name: 'Execution A' });
    expect(within(a).getByRole('link').getAttribute('href')).toBe('/instances/orders/good');
  });

  test('a run compared with itself', async () => {
    setup('?a=orders/good&b=orders/good');
    await screen.findByText('No difference: all 3 steps are equal, and so are input and outcome.');
    expect(screen.getByText('= 5 equal')).toBeTruthy();
  });

  test('an execution that is not there is named', async () => {
    const { user } = setup('?a=orders/good&b=orders/gone');
    await screen.findByText('gone');
    expect(screen.getByText(/It may have been purged/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose another execution' }));
    await screen.findByText(/to be compared with/);
  });

  test('with one side it offers likely ones and finds an instance ID', async () => {
    const { user } = setup('?a=orders/bad');
    const likely = await screen.findByRole('list', { name: 'Likely executions' });
    expect(likely.textContent).toContain('Last completed PayOrder');
    const field = screen.getByLabelText('Or an instance ID');
    await user.type(field, 'nobody{Enter}');
    await screen.findByText('No execution has the instance ID nobody.');
    await user.clear(field);
    await user.type(field, 'bad{Enter}');
    await screen.findByText('That is this execution itself. Choose another one.');
    await user.clear(field);
    await user.type(field, 'good{Enter}');
    await screen.findByText(/^First difference: Charge/);
  });

  test('with neither side it says how to begin', () => {
    setup('?a=nothing');
    expect(screen.getByText('No execution is chosen.')).toBeTruthy();
  });
});

const titles = () => screen.getAllByTestId('compared-row').map((row) => within(row).getByRole('rowheader').textContent);
const current = () => screen.getAllByTestId('compared-row').find((row) => row.ariaCurrent === 'true')?.textContent;

const instanceOf = (id: string) => {
  const { status = 'completed' } = RUNS[id] ?? {};
  return sampleInstance({ instanceId: id, status, startedAt: 1000, completedAt: 2000 });
};

/** Answers like the console's API. */
function answer(address: string): Response {
  const { pathname, searchParams } = new URL(address, 'http://console');
  const [, , , , , id = '', tail] = pathname.split('/');
  if (id === '') {
    const wanted = /id:\W*(\w+)/.exec(searchParams.get('q') ?? '')?.[1];
    const found = Object.keys(RUNS).filter((known) => (wanted === undefined ? known === 'good' : known === wanted));
    return Response.json({ instances: found.map(instanceOf) });
  }
  const run = RUNS[id];
  if (run === undefined) return Response.json({ error: { code: 'not_found', message: 'not there' } }, { status: 404 });
  if (tail === 'steps') return Response.json({ steps: [] });
  if (tail !== 'history') return Response.json({ instance: instanceOf(id), related: { children: [], reruns: [] } });
  const entries = historyFrom(run.lines);
  return Response.json({ entries, total: entries.length, revision: 1 });
}

function setup(search: string) {
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(answer(address)));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <NuqsTestingAdapter searchParams={search} hasMemory>
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <ComparePage />
        </TooltipProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return { user: userEvent.setup() };
}
