'use client';

import { useHotkeySwitch } from '@/components/shared/hotkey-switch';
import { Checkbox } from '@/components/ui/checkbox';

/** What is kept in this browser alone. */
export function BrowserSettings() {
  const [hotkeys, setHotkeys] = useHotkeySwitch();
  return (
    <section aria-label="This browser" className="rounded-card border border-border bg-surface">
      <h2 className="border-b border-border px-4 py-2 text-form font-semibold">This browser</h2>
      <label className="flex cursor-pointer items-center gap-2 px-4 py-2">
        <Checkbox checked={hotkeys} onCheckedChange={(checked) => setHotkeys(checked === true)} />
        Shortcuts of single keys, such as j, k and /<span className="text-text-3">⌘K works either way</span>
      </label>
    </section>
  );
}
