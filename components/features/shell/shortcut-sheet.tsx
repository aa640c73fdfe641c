'use client';

import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { currentHotkeys, type Hotkey } from '@/components/shared/use-hotkeys';

/** It works while somebody types, too, and so is none of the single keys. */
const PALETTE: readonly Hotkey[] = [{ keys: '⌘K', does: 'Search or jump', run: () => undefined }];

export type ShortcutSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Every key that works on the page behind it. */
export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const groups = currentHotkeys().map((group) =>
    group.name === 'Everywhere' ? { ...group, hotkeys: [...PALETTE, ...group.hotkeys] } : group,
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts">
        <div className="mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group.name}>
              <h3 className="text-meta text-text-3">{group.name}</h3>
              <ul>
                {group.hotkeys.map(
                  (hotkey) => hotkey.does !== undefined && <ShortcutLine key={hotkey.keys} {...hotkey} />,
                )}
              </ul>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function ShortcutLine({ keys, does }: Hotkey) {
  return (
    <li className="flex items-center justify-between gap-4 py-1 text-body">
      {does}
      <span className="flex gap-1">
        {keys.split(' ').map((key) => (
          <Kbd key={key}>{nameOf(key)}</Kbd>
        ))}
      </span>
    </li>
  );
}

/** A capital letter is typed with Shift. */
function nameOf(key: string): string {
  return KEY_NAMES[key] ?? (/^[A-Z]$/.test(key) ? `⇧${key}` : key);
}

const KEY_NAMES: Record<string, string> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};
