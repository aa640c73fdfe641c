'use client';

import { Search } from 'lucide-react';
import { Kbd } from '@/components/ui/kbd';
import { Breadcrumbs } from './breadcrumbs';
import { EnvironmentBadge } from './environment-badge';
import { LiveIndicator } from './live-indicator';
import type { Theme } from './theme';
import { UserMenu } from './user-menu';
import { ThemeSwitch } from './theme-switch';

export type TopBarProps = { theme: Theme; onSearch: () => void };

/** Where you are, what you are connected to, and the way to everything else. */
export function TopBar({ theme, onSearch }: TopBarProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-border bg-surface px-6">
      <Breadcrumbs />
      <EnvironmentBadge />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <LiveIndicator />
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 items-center gap-2 rounded-control border border-control bg-surface px-2.5 text-text-3 hover:bg-hover wide:w-60"
        >
          <Search aria-hidden className="size-4" strokeWidth={1.75} />
          <span className="max-wide:sr-only">Search or jump…</span>
          <Kbd className="ml-auto max-wide:hidden">⌘K</Kbd>
        </button>
        <ThemeSwitch initial={theme} />
        <UserMenu />
      </div>
    </header>
  );
}
