// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { AlertDialog, AlertDialogContent } from './alert-dialog';
import { Dialog, DialogContent } from './dialog';
import { Popover, PopoverContent, PopoverTrigger } from './popover';
import { Tooltip, TooltipProvider } from './tooltip';

beforeEach(() => vi.stubGlobal('ResizeObserver', NoResizeObserver));
afterEach(cleanup);

const HELD = (
  <Tooltip content="What it does">
    <button>Told about</button>
  </Tooltip>
);

test('one press of Esc closes a dialog with the tooltip in it', async () => {
  const close = vi.fn();
  render(
    <TooltipProvider>
      <Dialog open onOpenChange={close}>
        <DialogContent title="Rename">{HELD}</DialogContent>
      </Dialog>
    </TooltipProvider>,
  );
  await pressEscInTooltip();
  expect(close).toHaveBeenCalledExactlyOnceWith(false);
});

test('one press of Esc closes a confirmation with the tooltip in it', async () => {
  const close = vi.fn();
  render(
    <TooltipProvider>
      <AlertDialog open onOpenChange={close}>
        <AlertDialogContent title="Delete?" description="It is gone then.">
          {HELD}
        </AlertDialogContent>
      </AlertDialog>
    </TooltipProvider>,
  );
  await pressEscInTooltip();
  expect(close).toHaveBeenCalledExactlyOnceWith(false);
});

test('one press of Esc closes a popover with the tooltip in it, and not the dialog around both', async () => {
  const close = vi.fn();
  render(
    <TooltipProvider>
      <Dialog open onOpenChange={close}>
        <DialogContent title="Filter">
          <Popover>
            <PopoverTrigger>Columns</PopoverTrigger>
            <PopoverContent label="Columns">{HELD}</PopoverContent>
          </Popover>
        </DialogContent>
      </Dialog>
    </TooltipProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await pressEscInTooltip();
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Columns' })).toBeNull());
  expect(close).not.toHaveBeenCalled();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Columns' })));
  await userEvent.keyboard('{Escape}');
  expect(close).toHaveBeenCalledExactlyOnceWith(false);
});

async function pressEscInTooltip(): Promise<void> {
  const button = await screen.findByRole('button', { name: 'Told about' });
  button.focus();
  await screen.findByRole('tooltip');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
}
