'use client';

import { Search } from 'lucide-react';
import { EVENT_FAMILIES, type EventFamily } from '@/lib/graph/event-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select, type SelectOption } from '@/components/ui/select';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import { readingWords } from '../reading-words';
import type { Reading } from '../use-execution';

const WORDS: Record<EventFamily | 'all', string> = {
  all: 'All kinds',
  execution: 'Execution',
  activity: 'Activities',
  timer: 'Timers',
  child: 'Child workflows',
  event: 'Events',
  turn: 'Turns',
};
const KINDS: readonly SelectOption<EventFamily | 'all'>[] = (['all', ...EVENT_FAMILIES] as const).map((value) => ({
  value,
  label: WORDS[value],
}));

export type HistoryToolbarProps = {
  search: DetailSearch;
  setSearch: SetDetailSearch;
  shown: number;
  total: number;
  turns: number;
  complete: boolean;
  reading: Reading | undefined;
};

/** Which events the table shows, and how it writes time. */
export function HistoryToolbar({ search, setSearch, shown, total, turns, complete, reading }: HistoryToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="text-text-2">
        {shown === total
          ? `${total.toLocaleString('en-US')} events`
          : `${shown.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} events`}
        {!complete && `, ${readingWords(reading)}`}
      </p>
      <label className="flex items-center gap-2">
        <Checkbox
          checked={search.turns}
          onCheckedChange={(checked) => void setSearch({ turns: checked === true })}
          aria-label={`Show replay turns (${turns})`}
        />
        Replay turns ({turns})
      </label>
      <div className="ml-auto flex items-center gap-2">
        <Select
          label="Kind of event"
          value={search.kind ?? 'all'}
          options={KINDS}
          onChange={(kind) => void setSearch({ kind: kind === 'all' ? null : kind })}
        />
        <div className="relative">
          <Search aria-hidden className="absolute top-2 left-2 size-4 text-text-3" strokeWidth={1.75} />
          <Input
            type="search"
            aria-label="Filter events"
            placeholder="Filter events"
            className="w-52 pl-8"
            value={search.find}
            onChange={(event) => void setSearch({ find: event.target.value })}
          />
        </div>
        <Button aria-pressed={search.clock} onClick={() => void setSearch({ clock: !search.clock })}>
          {search.clock ? 'Show offset' : 'Show clock'}
        </Button>
      </div>
    </div>
  );
}
