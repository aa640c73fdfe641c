'use client';

import { useId, useRef, type ReactNode } from 'react';
import { ListFilter, Search, TriangleAlert, X } from 'lucide-react';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { chipsOf } from './chips';
import { CreatedMenu } from './created-menu';
import { QueryInput } from './query-input';
import { useKnownNames } from './use-known-names';
import type { ListSearch } from './use-list-search';

export type FilterBarProps = Pick<ListSearch, 'search' | 'change' | 'clear' | 'fault' | 'meaning'> & {
  now: number;
  /** The facets, for the popover of narrow windows. */
  facets: ReactNode;
};

/** The query, the facets in force as chips, and the time they are about. */
export function FilterBar({ search, change, clear, fault, meaning, now, facets }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys('Filter', [{ keys: '/', does: 'Search and filter', run: () => input.current?.focus() }]);
  const faultId = useId();
  const known = useKnownNames();
  const chips = chipsOf(search, now).filter(({ without }) => !('q' in without) && !('created' in without));
  const hasAny = chipsOf(search, now).length > 0;
  return (
    <div className="flex items-start gap-2 border-b border-border bg-surface px-6 py-2">
      <FacetsPopover>{facets}</FacetsPopover>
      <div className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-1.5 rounded-control border border-control bg-surface px-2 py-0.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        <Search aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
        {chips.map(({ text, without }) => (
          <ChipView key={text} text={text} onRemove={() => change(without)} />
        ))}
        <QueryInput
          ref={input}
          value={search.q}
          onChange={(q) => change({ q })}
          known={known}
          meaning={meaning}
          describedBy={fault === undefined ? undefined : faultId}
        />
        {search.q !== '' && <RemoveButton label="Clear the search" onRemove={() => change({ q: '' })} />}
        {fault !== undefined && (
          <p id={faultId} role="status" className="flex basis-full items-start gap-1.5 pb-1 text-text-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-stalled" strokeWidth={1.75} />
            <span>
              Not applied yet: {fault.message}. {fault.hint}
            </span>
          </p>
        )}
      </div>
      <CreatedMenu search={search} onChange={change} now={now} />
      {hasAny && (
        <Button variant="ghost" onClick={clear}>
          Clear
        </Button>
      )}
    </div>
  );
}

function ChipView({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-6 max-w-72 items-center rounded-chip bg-selected pl-2 text-text">
      <span title={text} className="truncate">
        {text}
      </span>
      <RemoveButton label={`Remove ${text}`} onRemove={onRemove} />
    </span>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="grid size-6 shrink-0 place-items-center rounded-chip text-text-2 hover:text-text focus-visible:outline-offset-[-2px]"
    >
      <X aria-hidden className="size-3.5" strokeWidth={1.75} />
    </button>
  );
}

function FacetsPopover({ children }: { children: ReactNode }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className="wide:hidden">
          <ListFilter aria-hidden strokeWidth={1.75} />
          Facets
        </Button>
      </PopoverTrigger>
      <PopoverContent label="Facets" className="w-64">
        {children}
      </PopoverContent>
    </Popover>
  );
}
