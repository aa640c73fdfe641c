// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf } from '@/lib/graph/graph';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import type { Execution } from '../use-execution';
import { TimelineTab } from './timeline-tab';

const SEARCH: DetailSearch = {
  ...{ tab: 'timeline', step: null, event: null, layout: 'down', view: 'canvas', kind: null, find: '' },
  ...{ turns: false, clock: false, zoom: null, open: [] },
};
const MANY = Array.from({ length: 14 }, (_, index): Line => ({ ...task(index, 'Price'), at: 200 }));
const PRICED = MANY.map((_, index): Line => ({ ...done(index), at: 400 }));
const PAID: readonly Line[] = [
  { ...task(20, 'Pay'), at: 500 },
  { ...failed(20), at: 900 },
  { ...ended, status: 'failed', at: 1000 } as Line,
];

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 1000 });
  Element.prototype.scrollTo = () => undefined;
});
afterEach(cleanup);

describe('TimelineTab', () => {
  test('a lane is a row that says what happened', () => {
    setup();
    expect(rows()).toEqual([
      'Order, failed, started +0 ms, ran 1 s',
      '14 × Price, started +200 ms, ran 200 ms in all, at most 14 at a time',
      'Pay, failed, started +500 ms, ran 400 ms',
    ]);
  });

  test('a group is opened and closed', async () => {
    const { user } = setup();
    await user.click(screen.getByRole('button', { name: 'Lanes of 14 × Price', expanded: false }));
    expect(rows()).toHaveLength(17);
    await user.click(screen.getByRole('button', { name: 'Lanes of 14 × Price', expanded: true }));
    expect(rows()).toHaveLength(3);
  });

  test('a click chooses a lane, and keys walk on', async () => {
    const { user, search } = setup();
    await user.click(screen.getByRole('button', { name: 'Pay' }));
    expect(search()).toMatchObject({ step: 'activity-20' });
    await user.keyboard('k');
    expect(search()).toMatchObject({ step: 'group-activity-0' });
    await user.keyboard('ko');
    expect(search()).toMatchObject({ step: 'group-activity-0', open: ['group-activity-0'] });
    await user.keyboard('j');
    expect(search()).toMatchObject({ step: 'activity-0' });
  });

  test('keys and buttons zoom, pan and show all', async () => {
    const { user, search } = setup();
    expect(screen.getByRole('button', { name: 'Zoom out (−)' }).getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('+');
    expect(search().zoom).toEqual({ from: 250, to: 750 });
    await user.keyboard('{ArrowRight}');
    expect(search().zoom).toEqual({ from: 375, to: 875 });
    await user.click(screen.getByRole('button', { name: 'Earlier (←)' }));
    expect(search().zoom).toEqual({ from: 250, to: 750 });
    await user.keyboard('-');
    expect(search().zoom).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Zoom in (+)' }));
    expect(screen.getByTestId('time-window').textContent).toBe('250 ms – 750 ms of 1 s');
    await user.keyboard('0');
    expect(search().zoom).toBeNull();
  });

  test('what lies outside the window is not drawn', () => {
    setup({ zoom: { from: 0, to: 100 } });
    expect(within(rowOf(/^Pay/)).queryAllByTestId('lane-bar')).toEqual([]);
    expect(within(rowOf(/^Order/)).queryAllByTestId('lane-bar')).toHaveLength(1);
  });

  test('a suspension lies over all lanes and is named', () => {
    const suspended: Line = { kind: 'execution-suspended', reason: 'deploy', at: 300 };
    setup({}, [suspended, { kind: 'execution-resumed', at: 700 }, ...PAID]);
    expect(screen.getByRole('img', { name: 'Suspended 400 ms: deploy' })).toBeTruthy();
    expect(screen.getAllByTestId('suspension-band')).toHaveLength(1);
  });

  test('a stall lies over all lanes and says why', () => {
    const stalled: Line = { kind: 'execution-stalled', reason: 'patch-mismatch', at: 300 };
    setup({}, [stalled, { ...turn, at: 700 }, ...PAID]);
    expect(screen.getByRole('img', { name: /^Stalled 400 ms/ })).toBeTruthy();
    expect(screen.getAllByTestId('stall-band')).toHaveLength(1);
  });

  test('of a thousand lanes only those in view are drawn', () => {
    const steps = Array.from({ length: 1000 }, (_, index): Line[] => [task(index, `Step ${index}`), turn, done(index)]);
    setup({}, steps.flat());
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
    expect(rows().length).toBeLessThan(60);
  });
});

const rows = () => screen.getAllByRole('row').map((row) => row.getAttribute('aria-label'));
const rowOf = (name: RegExp) => screen.getByRole('row', { name });

function executionOf(lines: readonly Line[]): Execution {
  const entries = historyFrom([{ ...started, at: 0 }, { ...turn, at: 0 }, ...lines]);
  const graph = buildGraph(entries, { appId: 'orders' });
  const instance = sampleInstance({ status: 'failed', startedAt: 0 });
  return {
    ...{ instance, entries, graph, steps: stepsOf(graph), stepOfEvent: new Map(), stored: new Map(), pairs: new Map() },
    ...{ related: { children: [], reruns: [] }, historyComplete: true, purged: false },
  };
}

function setup(changes: Partial<DetailSearch> = {}, lines: readonly Line[] = [...MANY, ...PRICED, ...PAID]) {
  const execution = executionOf(lines);
  let latest = { ...SEARCH, ...changes };
  function Held() {
    const [search, setSearch] = useState(latest);
    latest = search;
    const change = ((update) => {
      setSearch((old) => ({ ...old, ...(typeof update === 'function' ? update(old) : update) }) as DetailSearch);
      return Promise.resolve(new URLSearchParams());
    }) as SetDetailSearch;
    return <TimelineTab execution={execution} search={search} setSearch={change} />;
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <Held />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), search: () => latest };
}
