// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrendsJson } from '@/lib/api/trends';
import { LiveProvider } from '../live-provider';
import { TrendCharts } from './trend-charts';

const FROM = Date.UTC(2026, 10, 29, 14, 0);
const STEP = 900_000;
const NOTHING = { started: 0, completed: 0, failed: 0, terminated: 0 };
const BUSY = { started: 5, completed: 3, failed: 1, terminated: 0, p50: 120, p95: 1200, p99: 9000 };

let answer: () => Response;
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (url: string) => {
    if (!url.includes('/trends')) return new Promise<Response>(() => undefined);
    asked.push(url);
    return Promise.resolve(answer());
  });
  vi.stubGlobal(
    'EventSource',
    class {
      addEventListener() {}
      close() {}
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('tell the figures in a sentence, at each point and in a table', async () => {
  answer = () => Response.json(trends([NOTHING, BUSY, NOTHING]));
  const { push } = show();
  expect(
    await screen.findByRole('img', { name: 'In 24 h, 5 started and 4 ended: 3 completed, 1 failed.' }),
  ).toBeTruthy();
  expect(screen.getByRole('img', { name: /p50 120 ms, p95 1.20 s, p99 9 s/ })).toBeTruthy();
  const [head, row, ...others] = within(screen.getByRole('table')).getAllByRole('row');
  expect(head?.textContent).toContain('Terminated');
  expect(
    within(row as HTMLElement)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual([...['5', '3', '1', '0', '120 ms', '1.20 s', '9 s']]);
  expect(others).toEqual([]);
  expect(push).not.toHaveBeenCalled();
});

test('from the keyboard a chart is one stop, arrows go from point to point and from starts to ends', async () => {
  answer = () => Response.json(trends([NOTHING, BUSY, NOTHING]));
  show();
  const link = await throughputLink();
  expect(link.getAttribute('aria-label')).toContain(': 0 started');
  link.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(link.getAttribute('aria-label')).toContain(': 5 started');
  expect(link.getAttribute('href')).toContain('q=created:2026-11-29T14:15Z..2026-11-29T14:30Z');
  await userEvent.keyboard('{ArrowDown}');
  expect(link.getAttribute('aria-label')).toContain('4 ended: 3 completed, 1 failed');
  expect(link.getAttribute('href')).toContain('q=ended:');
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(link.getAttribute('href')).toContain('2026-11-29T14:00Z..');
});

test('a tap, which no move comes before, opens what lies below it', async () => {
  answer = () => Response.json(trends([BUSY, NOTHING]));
  const { push } = show();
  const field = (await throughputLink()).parentElement as HTMLElement;
  vi.spyOn(field, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 200, 100));
  fireEvent.click(field, { clientX: 110, clientY: 90 });
  expect(push).toHaveBeenCalledWith(expect.stringContaining('q=ended:2026-11-29T14:00Z..2026-11-29T14:15Z'));
});

test('where nothing happened they say so, and of a workflow they ask for that alone', async () => {
  answer = () => Response.json(trends([NOTHING, NOTHING]));
  show({ appId: 'orders', name: 'PayOrder' });
  expect(await screen.findByText('Nothing started or ended in 24 h.')).toBeTruthy();
  expect(screen.getByText('Nothing ended in 24 h.')).toBeTruthy();
  expect(asked).toEqual(['/api/v1/trends?range=24h&app=orders&workflow=PayOrder']);
});

test('what cannot be read is told in place of the charts', async () => {
  answer = () => Response.json({ error: { code: 'invalid', message: 'no' } }, { status: 400 });
  show();
  expect(await screen.findByText(/Trends could not be loaded/)).toBeTruthy();
});

async function throughputLink(): Promise<HTMLElement> {
  const card = await screen.findByRole('region', { name: 'Throughput in 24 h' });
  return within(card).findByRole('link');
}

function trends(points: readonly (typeof NOTHING)[]): TrendsJson {
  const totals = points.reduce((one, other) => (other.started > 0 ? other : one), NOTHING);
  return {
    ...{ from: FROM, before: FROM + points.length * STEP, step: STEP, totals, earlier: NOTHING, failing: [] },
    points: points.map((point, index) => ({ at: FROM + index * STEP, ...point })),
    workflows: { active: 1, failing: 0 },
  };
}

function show(subject?: { appId: string; name: string }) {
  const push = vi.fn();
  const router = {
    push,
    replace: vi.fn(),
    refresh: vi.fn(),
    back: vi.fn(),
    forward: vi.fn(),
    prefetch: vi.fn(),
  };
  render(
    <AppRouterContext.Provider value={router as never}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <LiveProvider>
          <TrendCharts range="24h" {...(subject === undefined ? {} : { subject })} />
        </LiveProvider>
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
  return { push };
}
