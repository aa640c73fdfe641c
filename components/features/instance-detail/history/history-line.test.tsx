// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { historyFrom } from '@/lib/testing/history-builder';
import { HistoryLine } from './history-line';
import { historyRows } from './history-rows';

afterEach(cleanup);

test('a timer says when it is due in the time of the reader, and exactly on hover', async () => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  const fireAt = new Date(2031, 10, 30, 12, 0, 7).getTime();
  show(fireAt);
  const cell = screen.getByText((_, element) => element?.role === 'cell' && element.textContent.startsWith('due '));
  expect(cell.textContent).toBe('due 30 Nov 2031 12:00');
  await userEvent.hover(screen.getByText('30 Nov 2031 12:00'));
  expect((await screen.findByRole('tooltip')).textContent).toContain(new Date(fireAt).toISOString());
});

function show(fireAt: number): void {
  const [row] = historyRows(historyFrom([{ kind: 'timer-created', id: 1, fireAt }]), {
    stepOfEvent: new Map(),
    pairs: new Map(),
  });
  if (row === undefined) throw new Error('no row');
  const on = { select: vi.fn(), hover: vi.fn(), pair: vi.fn(), copyLink: vi.fn() };
  render(
    <TooltipProvider>
      <HistoryLine row={row} origin={0} clock={false} chosen={false} paired={false} top={0} on={on} />
    </TooltipProvider>,
  );
}
