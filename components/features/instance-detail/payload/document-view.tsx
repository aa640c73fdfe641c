'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { classNames } from '@/components/ui/class-names';
import { documentKey } from './document-key';
import { DocumentRow } from './document-row';
import type { DocumentLine } from './json-lines';

const LINE = 18;

export type DocumentViewProps = {
  label: string;
  lines: readonly DocumentLine[];
  folded: ReadonlySet<string>;
  /** Index of the line to show and mark. */
  found: number | undefined;
  /** Absent when nothing folds. */
  onFold: ((path: string) => void) | undefined;
  size: 'page' | 'panel';
};

/** Lines of a document, as many as are in view. One tab stop: arrows walk, left and right fold. */
export function DocumentView({ label, lines, folded, found, onFold, size }: DocumentViewProps) {
  const id = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => LINE,
    overscan: 20,
    initialRect: { width: 400, height: 320 },
  });
  const scrollTo = rows.scrollToIndex;
  useEffect(() => {
    if (found !== undefined) scrollTo(found, { align: 'center' });
  }, [found, scrollTo]);

  const walk = (to: number) => {
    setCursor(to);
    scrollTo(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const asked = documentKey(event.key, { lines, cursor, folded });
    if (asked === undefined) return;
    if (asked.kind === 'walk') walk(asked.to);
    else onFold?.(asked.path);
    event.preventDefault();
  };
  const isTree = onFold !== undefined;
  return (
    <div
      ref={viewport}
      tabIndex={0}
      role={isTree ? 'tree' : 'group'}
      aria-label={label}
      {...(isTree ? { 'aria-activedescendant': `${id}-${cursor}` } : {})}
      onKeyDown={isTree ? onKeyDown : undefined}
      className={classNames(
        'group/document mono overflow-auto rounded-card border border-border bg-sunken py-2 text-text',
        size === 'page' ? 'max-h-[60vh]' : 'max-h-72',
      )}
    >
      <div role="presentation" className="relative w-max min-w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <DocumentRow
              key={index}
              id={`${id}-${index}`}
              line={line}
              top={start}
              found={found === index}
              cursor={isTree && cursor === index}
              folded={line.kind === 'open' && folded.has(line.path)}
              onFold={onFold === undefined ? undefined : () => onFold(line.path)}
              onPoint={() => setCursor(index)}
            />
          );
        })}
      </div>
    </div>
  );
}
