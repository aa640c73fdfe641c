'use client';

import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { completeQuery, type Completion, type KnownNames } from '@/lib/query/complete-query';
import { classNames } from '@/components/ui/class-names';
import { floatingItemStyles, floatingStyles } from '@/components/ui/floating-styles';
import { useTypedEarly } from '@/components/ui/use-typed-early';

export type QueryInputProps = {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (value: string) => void;
  known: KnownNames;
  /** What the query asks, in words. */
  meaning: string;
  /** What is wrong with the query, by the id of its text. */
  describedBy: string | undefined;
};

const NONE = -1;

/** The query of the list, with what can be written at the cursor offered below it. */
export function QueryInput({ ref, value, onChange, known, meaning, describedBy }: QueryInputProps) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(NONE);
  useTypedEarly(ref);
  const offered = open ? completeQuery(value, cursor, known) : [];

  const put = (next: string, at: number) => {
    onChange(next);
    setCursor(at);
    setActive(NONE);
  };
  const take = ({ from, to, text }: Completion) => {
    const isWhole = !/[:.]$/.test(text);
    const after = isWhole && value.slice(to).trim() === '' ? ' ' : '';
    put(`${value.slice(0, from)}${text}${after}${value.slice(to).trimStart()}`, from + text.length + after.length);
    setOpen(!isWhole);
    ref.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = offered[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(Math.max(NONE, Math.min(offered.length - 1, active + step)));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter') setOpen(false);
    else if (event.key === 'Escape') {
      if (offered.length > 0) setOpen(false);
      else event.currentTarget.blur();
    }
  };

  return (
    <div className="relative min-w-40 flex-1">
      <input
        ref={ref}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === NONE ? undefined : `${listId}-${active}`}
        aria-invalid={describedBy !== undefined}
        aria-describedby={describedBy}
        title={meaning}
        value={value}
        onChange={(event) => {
          put(event.target.value, event.target.selectionStart ?? event.target.value.length);
          setOpen(true);
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        placeholder="Search, or filter: status:failed step:Pay.failed duration:>5m"
        aria-label="Search and filter"
        autoComplete="off"
        spellCheck={false}
        className="h-6 w-full bg-transparent outline-none"
      />
      {offered.length > 0 && (
        <ul
          id={listId}
          role="listbox"
          aria-label="What can be written here"
          className={classNames(floatingStyles, 'absolute top-8 -left-2 max-h-80 w-96 overflow-auto p-1')}
        >
          {offered.map((completion, index) => (
            <li
              key={completion.text}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              data-highlighted={index === active ? '' : undefined}
              className={classNames(floatingItemStyles, 'hover:bg-hover')}
              // The input keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <span className="max-w-64 shrink-0 truncate font-mono">{completion.text}</span>
              <span className="ml-auto min-w-0 truncate pl-4 text-text-3">{completion.about}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
