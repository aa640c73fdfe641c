// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { useState } from 'react';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { AlertDialog, AlertDialogContent } from './alert-dialog';
import { Dialog, DialogContent } from './dialog';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from './dropdown-menu';

afterEach(cleanup);

test.each(['Rename…', 'Delete…'])('the dialog of %s gives the focus back, whatever took it inside', async (name) => {
  render(<Page />);
  const opener = screen.getByRole('button', { name });
  for (let round = 0; round < 2; round += 1) {
    await userEvent.click(opener);
    expect(document.activeElement).toBe(await screen.findByRole('textbox'));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(opener));
  }
});

test('a dialog that was asked for in a menu gives the focus to what opened the menu', async () => {
  render(<Page />);
  const trigger = screen.getByRole('button', { name: 'More' });
  await userEvent.click(trigger);
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  expect(document.activeElement).toBe(await screen.findByRole('textbox'));
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(trigger));
});

/** The first dialog is always there, as that of the palette; the second is made when it is asked for. */
function Page() {
  const [asked, setAsked] = useState<'rename' | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <button onClick={() => setAsked('rename')}>Rename…</button>
      <button onClick={() => setAsked('delete')}>Delete…</button>
      <DropdownMenu>
        <DropdownMenuTrigger>More</DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setAsked('rename')}>Rename</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={asked === 'rename'} onOpenChange={close}>
        <DialogContent title="Rename">
          <input autoFocus />
        </DialogContent>
      </Dialog>
      {asked === 'delete' && (
        <AlertDialog open onOpenChange={close}>
          <AlertDialogContent title="Delete?" description="It is gone then.">
            <input autoFocus />
          </AlertDialogContent>
        </AlertDialog>
      )}
    </>
  );
}
