// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { Button } from './button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from './dropdown-menu';
import { TooltipProvider } from './tooltip';

afterEach(cleanup);

test('a button that cannot be used stays focusable, does nothing and says why', async () => {
  const { click } = show('Already suspended.');
  const button = screen.getByRole('button', { name: 'Pause' });
  await userEvent.click(button);
  expect(click).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  button.blur();
  await userEvent.tab();
  expect(document.activeElement).toBe(button);
  expect((await screen.findByRole('tooltip')).textContent).toBe('Already suspended.');
});

test('a button that can be used acts', async () => {
  const { click } = show(undefined);
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(click).toHaveBeenCalledOnce();
});

test('the trigger of a menu that cannot be used opens nothing, by pointer or key', async () => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  render(
    <TooltipProvider>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button whyDisabled="Needs role Operator.">Pace</Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem>Fast</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </TooltipProvider>,
  );
  const trigger = screen.getByRole('button', { name: 'Pace' });
  await userEvent.click(trigger);
  for (const key of ['{Enter}', ' ', '{ArrowDown}']) {
    trigger.focus();
    await userEvent.keyboard(key);
    expect(screen.queryByRole('menu')).toBeNull();
  }
});

function show(whyDisabled: string | undefined) {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  const click = vi.fn();
  render(
    <TooltipProvider>
      <Button onClick={click} whyDisabled={whyDisabled}>
        Pause
      </Button>
    </TooltipProvider>,
  );
  return { click };
}
