'use client';

import type { ReactNode } from 'react';
import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import { Kbd } from '@/components/ui/kbd';

/** A named group of the palette. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  );
}

export type PaletteItemProps = { icon: LucideIcon; value: string; keys?: string; onSelect: () => void };

/** One thing the palette can do. */
export function PaletteItem({ icon: Icon, value, keys, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 items-center gap-2 rounded-control px-2 text-body data-[selected=true]:bg-selected"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-text-2" strokeWidth={1.75} />
      <span className="truncate">{value}</span>
      {keys !== undefined && (
        <span className="ml-auto flex gap-1">
          {keys.split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
