'use client';

import type { KeyboardEvent } from 'react';
import { Code, Download, Search } from 'lucide-react';
import { saveAs } from '@/components/shared/save-as';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';

export type PayloadToolbarProps = {
  labelId: string;
  label: string;
  text: string;
  fileName: string;
  raw: boolean;
  /** Absent when there is only one way to show the text. */
  onRaw: ((raw: boolean) => void) | undefined;
  wanted: string;
  onSearch: (wanted: string) => void;
  onSearchKey: (event: KeyboardEvent) => void;
  matches: number;
  match: number;
};

/** Name and size of a payload; search, raw view, copy, download. */
export function PayloadToolbar({ label, text, raw, onRaw, wanted, ...props }: PayloadToolbarProps) {
  return (
    <div className="mb-1 flex items-center gap-2">
      <p id={props.labelId} className="text-meta text-text-3">
        {label} <span className="font-normal">{bytesWord(text)}</span>
      </p>
      <label className="ml-auto flex h-7 min-w-0 items-center gap-1.5 rounded-control px-1.5 text-text-3 focus-within:bg-surface">
        <Search aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        <input
          type="search"
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Search"
          className="w-24 bg-transparent text-text"
          value={wanted}
          onChange={(event) => props.onSearch(event.target.value)}
          onKeyDown={props.onSearchKey}
        />
        {wanted !== '' && (
          <span role="status">
            {props.match} of {props.matches}
          </span>
        )}
      </label>
      {onRaw !== undefined && (
        <IconButton
          compact
          icon={Code}
          label={raw ? `Show ${label} as a tree` : `Show ${label} as recorded`}
          aria-pressed={raw}
          onClick={() => onRaw(!raw)}
        />
      )}
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      <IconButton
        compact
        icon={Download}
        label={`Download ${label.toLowerCase()}`}
        onClick={() => saveAs(props.fileName, new Blob([text]))}
      />
    </div>
  );
}

/** `412 B`, `12.4 KB`, `2.0 MB`, counted in UTF-8. */
function bytesWord(text: string): string {
  const bytes = new Blob([text]).size;
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
