import { ChevronDown, ChevronRight } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import type { DocumentLine } from './json-lines';

export type DocumentRowProps = {
  id: string;
  line: DocumentLine;
  top: number;
  /** The current match of a search. */
  found: boolean;
  /** Where the arrow keys are. */
  cursor: boolean;
  folded: boolean;
  /** Absent in plain text. */
  onFold: (() => void) | undefined;
  onPoint: () => void;
};

/** One line of a document; a click on its chevron folds what is inside. */
export function DocumentRow({ id, line, top, found, cursor, folded, onFold, onPoint }: DocumentRowProps) {
  const Chevron = folded ? ChevronRight : ChevronDown;
  const folds = line.kind === 'open' && onFold !== undefined;
  return (
    <div
      id={id}
      {...treeItem(line, { folds, folded, isTree: onFold !== undefined })}
      onClick={onPoint}
      className={classNames(
        'absolute left-0 flex h-[18px] min-w-full items-center pr-3 whitespace-pre',
        found && 'bg-selected',
        cursor && 'group-focus-visible/document:bg-hover',
      )}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 4 + line.depth * 14 }}
    >
      <span
        aria-hidden
        data-testid={folds ? 'fold' : undefined}
        onClick={folds ? onFold : undefined}
        className={classNames(
          'mr-0.5 grid w-[18px] shrink-0 place-items-center text-text-3',
          folds && 'cursor-pointer',
        )}
      >
        {folds && <Chevron className="size-3" strokeWidth={2} />}
      </span>
      {line.key !== undefined && <span className="text-text-2">{JSON.stringify(line.key)}: </span>}
      <span className={folded ? 'text-text-2' : 'text-text'}>
        {folded && line.folded !== undefined ? line.folded : line.text}
      </span>
    </div>
  );
}

type Folding = { readonly folds: boolean; readonly folded: boolean; readonly isTree: boolean };

function treeItem(line: DocumentLine, { folds, folded, isTree }: Folding) {
  if (!isTree) return {};
  const level = { role: 'treeitem', 'aria-level': line.depth + 1, 'aria-selected': false };
  return folds ? { ...level, 'aria-expanded': !folded } : level;
}
