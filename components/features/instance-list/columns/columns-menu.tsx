'use client';

import { useState, type FormEvent } from 'react';
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { COLUMN_TITLES, isColumnId, isKnown, moved, tagOf, titleOf, type ColumnId } from './column-ids';

export type ColumnsMenuProps = {
  columns: readonly ColumnId[];
  /** Undefined: the usual ones. */
  onChange: (ids: readonly ColumnId[] | undefined) => void;
};

/** Which columns the list has, and in which order; any tag and any place of a payload can be one. */
export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps) {
  const others = Object.keys(COLUMN_TITLES).filter((id): id is ColumnId => isColumnId(id) && !columns.includes(id));
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton icon={Columns3} label="Columns" />
      </PopoverTrigger>
      <PopoverContent label="Columns" className="max-h-[70vh] w-72 overflow-y-auto">
        <ul aria-label="Shown, from left to right" className="flex flex-col">
          {columns.map((id, index) => (
            <ShownLine
              key={id}
              id={id}
              whyFixed={columns.length === 1 ? 'A list needs one column.' : undefined}
              isFirst={index === 0}
              isLast={index === columns.length - 1}
              onHide={() => onChange(columns.filter((other) => other !== id))}
              onMove={(by) => onChange(moved(columns, id, by))}
            />
          ))}
        </ul>
        <ul aria-label="Not shown" className="flex flex-col border-t border-border pt-1">
          {others.map((id) => (
            <li key={id}>
              <ColumnCheck id={id} checked={false} onChange={() => onChange([...columns, id])} />
            </li>
          ))}
        </ul>
        <AddForm onAdd={(id) => !columns.includes(id) && onChange([...columns, id])} />
        <Button variant="ghost" size="compact" onClick={() => onChange(undefined)}>
          The usual columns
        </Button>
      </PopoverContent>
    </Popover>
  );
}

type ShownLineProps = {
  id: ColumnId;
  whyFixed: string | undefined;
  isFirst: boolean;
  isLast: boolean;
  onHide: () => void;
  onMove: (by: 1 | -1) => void;
};

function ShownLine({ id, whyFixed, isFirst, isLast, onHide, onMove }: ShownLineProps) {
  return (
    <li className="flex items-center">
      <ColumnCheck id={id} checked onChange={whyFixed === undefined ? onHide : () => undefined} />
      {!isFirst && <IconButton compact icon={ArrowUp} label={`Move ${titleOf(id)} left`} onClick={() => onMove(-1)} />}
      {!isLast && <IconButton compact icon={ArrowDown} label={`Move ${titleOf(id)} right`} onClick={() => onMove(1)} />}
    </li>
  );
}

function ColumnCheck({ id, checked, onChange }: { id: ColumnId; checked: boolean; onChange: () => void }) {
  return (
    <label className="flex h-7 min-w-0 flex-1 cursor-pointer items-center gap-2 px-1">
      <Checkbox checked={checked} onCheckedChange={onChange} />
      <span className="truncate">{titleOf(id)}</span>
      {!isKnown(id) && <span className="text-text-3">{tagOf(id) === undefined ? 'payload' : 'tag'}</span>}
    </label>
  );
}

/** Another column: a tag by its key, or a place within a payload. */
function AddForm({ onAdd }: { onAdd: (id: ColumnId) => void }) {
  const [text, setText] = useState('');
  const id = columnMeant(text.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id === undefined) return;
    onAdd(id);
    setText('');
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-1 border-t border-border px-1 pt-2">
      <span className="flex items-center gap-2">
        <Input
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="region, or input.customer.name"
          aria-label="Tag, or place within a payload"
          className="h-7 min-w-0 flex-1"
        />
        <Button type="submit" size="compact" whyDisabled={id === undefined ? 'Type a tag or a place.' : undefined}>
          Add
        </Button>
      </span>
      <span className="text-meta font-normal text-text-3">A tag, or a place within input, output or customStatus</span>
    </form>
  );
}

function columnMeant(text: string): ColumnId | undefined {
  if (isColumnId(text)) return text;
  const tag = `tag.${text}`;
  return isColumnId(tag) ? tag : undefined;
}
