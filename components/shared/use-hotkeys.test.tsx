// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { Tooltip, TooltipProvider } from '@/components/ui/tooltip';
import { useHotkeys } from './use-hotkeys';

afterEach(cleanup);

test('a tooltip keeps no Esc from the page, and one press does one thing', async () => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  const [closePanel, clearSelection] = [vi.fn(), vi.fn()];
  render(<Page closePanel={closePanel} clearSelection={clearSelection} />);
  await userEvent.tab();
  await screen.findByRole('tooltip');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
  expect(closePanel.mock.calls.length + clearSelection.mock.calls.length).toBe(1);
  await userEvent.keyboard('{Escape}');
  expect(closePanel.mock.calls.length + clearSelection.mock.calls.length).toBe(2);
});

type PageProps = { closePanel: () => void; clearSelection: () => void };

function Page({ closePanel, clearSelection }: PageProps) {
  useHotkeys('Navigation', [{ keys: 'j', run: () => undefined }]);
  useHotkeys('View', [{ keys: 'Escape', run: closePanel }]);
  useHotkeys('Selection', [{ keys: 'Escape', run: clearSelection }]);
  return (
    <TooltipProvider>
      <Tooltip content="What it does">
        <button>Told about</button>
      </Tooltip>
    </TooltipProvider>
  );
}
