'use client';

import { useState, type FormEvent } from 'react';
import { CalendarClock, ChevronDown } from 'lucide-react';
import { PRESET_NAMES, type ExecutionSearch } from '@/components/shared/execution-search-params';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { createdWords, PRESET_WORDS } from './chips';

export type CreatedMenuProps = {
  search: ExecutionSearch;
  onChange: (part: Partial<ExecutionSearch>) => void;
  now: number;
};

/** When the executions were created: a span up to now, or two exact times. */
export function CreatedMenu({ search, onChange, now }: CreatedMenuProps) {
  const [open, setOpen] = useState(false);
  const choose = (part: Partial<ExecutionSearch>) => {
    onChange({ created: null, from: null, before: null, ...part });
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <CalendarClock aria-hidden strokeWidth={1.75} />
          Created: {createdWords(search, now) ?? 'any time'}
          <ChevronDown aria-hidden className="text-text-3" strokeWidth={1.75} />
        </Button>
      </PopoverTrigger>
      <PopoverContent label="When created" align="end" className="flex w-72 flex-col gap-3">
        <div className="flex flex-col">
          <Button
            variant="ghost"
            size="compact"
            aria-pressed={createdWords(search, now) === undefined}
            className="justify-start aria-pressed:bg-selected aria-pressed:text-text"
            onClick={() => choose({})}
          >
            Any time
          </Button>
          {PRESET_NAMES.map((preset) => (
            <Button
              key={preset}
              variant="ghost"
              size="compact"
              aria-pressed={search.created === preset}
              className="justify-start aria-pressed:bg-selected aria-pressed:text-text"
              onClick={() => choose({ created: preset })}
            >
              <span className="block first-letter:uppercase">{PRESET_WORDS[preset]}</span>
            </Button>
          ))}
        </div>
        <RangeForm search={search} onApply={choose} />
      </PopoverContent>
    </Popover>
  );
}

type RangeFormProps = { search: ExecutionSearch; onApply: (part: Partial<ExecutionSearch>) => void };

function RangeForm({ search, onApply }: RangeFormProps) {
  const [from, setFrom] = useState(toField(search.from));
  const [before, setBefore] = useState(toField(search.before));
  const isBackwards = from !== '' && before !== '' && from >= before;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onApply({ from: fromField(from), before: fromField(before) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-t border-border pt-3">
      <label className="flex flex-col gap-1 text-meta text-text-3">
        From, local time
        <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className="flex flex-col gap-1 text-meta text-text-3">
        Before
        <Input
          type="datetime-local"
          value={before}
          aria-invalid={isBackwards}
          onChange={(event) => setBefore(event.target.value)}
        />
      </label>
      <Button
        type="submit"
        whyDisabled={isBackwards ? 'The range ends before it begins.' : undefined}
        className="self-end"
      >
        Apply
      </Button>
    </form>
  );
}

/** A time as a datetime-local field writes it, in local time without a zone. */
function toField(at: number | null): string {
  if (at === null) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function fromField(text: string): number | null {
  return text === '' ? null : new Date(text).getTime();
}
