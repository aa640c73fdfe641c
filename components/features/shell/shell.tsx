'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { CommandPalette } from './command-palette';
import { PAGES } from './pages';
import { Rail } from './rail';
import { RuntimeBanner } from './runtime-banner';
import { ShortcutSheet } from './shortcut-sheet';
import type { Theme } from './theme';
import { TopBar } from './top-bar';
import { usePasteToOpen } from './use-paste-to-open';

type Overlay = 'none' | 'palette' | 'keys';

export type ShellProps = { theme: Theme; children: ReactNode };

/** Rail, top bar, banner and the main region of every page; the page scrolls inside. */
export function Shell({ theme, children }: ShellProps) {
  const [overlay, setOverlay] = useState<Overlay>('none');
  const router = useRouter();
  useHotkeys('Everywhere', [
    ...PAGES.map(({ keys, title, href }) => ({ keys, does: `Go to ${title}`, run: () => router.push(href) })),
    { keys: '?', does: 'Show these shortcuts', run: () => setOverlay('keys') },
  ]);
  usePaletteKey(() => setOverlay('palette'));
  usePasteToOpen();
  const show = (name: Overlay) => (open: boolean) => setOverlay(open ? name : 'none');
  return (
    <div className="flex h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-accent-solid px-3 py-1.5 text-white focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Rail onShowKeys={() => setOverlay('keys')} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar theme={theme} onSearch={() => setOverlay('palette')} />
        <RuntimeBanner />
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
          {children}
        </main>
      </div>
      <CommandPalette open={overlay === 'palette'} onOpenChange={show('palette')} />
      <ShortcutSheet open={overlay === 'keys'} onOpenChange={show('keys')} />
    </div>
  );
}

/** ⌘K, or Ctrl K, works everywhere, even while typing. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
