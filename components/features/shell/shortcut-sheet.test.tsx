// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { ShortcutSheet } from './shortcut-sheet';

afterEach(cleanup);

test('the sheet tells every key as it is typed, that of the palette too', () => {
  render(<Page open={false} />).rerender(<Page open />);
  const sheet = within(screen.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  const keysOf = (does: string) => sheet.getByText(does).closest('li')?.querySelector('span')?.textContent;
  expect(keysOf('Search or jump')).toBe('⌘K');
  expect(keysOf('Go to Overview')).toBe('go');
  expect(keysOf('Hide the facets')).toBe('⇧F');
  expect(keysOf('Next row')).toBe('↓');
});

function Page({ open }: { open: boolean }) {
  const run = () => undefined;
  useHotkeys('Everywhere', [{ keys: 'g o', does: 'Go to Overview', run }]);
  useHotkeys('Filter', [{ keys: 'F', does: 'Hide the facets', run }]);
  useHotkeys('Executions', [{ keys: 'ArrowDown', does: 'Next row', run }]);
  return <ShortcutSheet open={open} onOpenChange={run} />;
}
