'use client';

import { useState, type KeyboardEvent } from 'react';
import { ArrowDown, ArrowRight, List, Network, Search } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { BESIDE_PANEL } from '../panel/panel-frame';
import type { DetailSearch, SetDetailSearch } from '../search-params';
import { readingWords } from '../reading-words';
import type { Execution, Reading } from '../use-execution';
import { GraphCanvas } from './graph-canvas';
import { StepList } from './step-list';

export type GraphTabProps = { execution: Execution; search: DetailSearch; setSearch: SetDetailSearch };

/** The run as steps: drawn, or as a list. */
export function GraphTab({ execution, search, setSearch }: GraphTabProps) {
  const choose = (step: string | null) => void setSearch({ step, event: null });
  return (
    <div className="relative h-full min-h-0 overflow-hidden rounded-card border border-border bg-surface">
      {search.view === 'list' ? (
        <div className="h-full pt-11">
          <StepList steps={execution.steps} chosen={search.step} onChoose={choose} />
        </div>
      ) : (
        <GraphCanvas
          graph={execution.graph}
          settled={execution.historyComplete}
          direction={search.layout}
          chosen={search.step}
          onChoose={choose}
        />
      )}
      {!execution.historyComplete && !execution.purged && <ReadingOn reading={execution.reading} />}
      <div
        className={classNames(
          'absolute top-2 right-2 z-10 flex items-center gap-1 rounded-control border border-border bg-surface p-0.5',
          search.step !== null && BESIDE_PANEL,
        )}
      >
        <FindStep execution={execution} chosen={search.step} onChoose={choose} />
        {search.view === 'canvas' && (
          <IconButton
            icon={search.layout === 'down' ? ArrowRight : ArrowDown}
            label={search.layout === 'down' ? 'Lay out from left to right' : 'Lay out from top to bottom'}
            onClick={() => void setSearch({ layout: search.layout === 'down' ? 'right' : 'down' })}
          />
        )}
        <IconButton
          icon={search.view === 'canvas' ? List : Network}
          label={search.view === 'canvas' ? 'Show steps as a list' : 'Show steps as a graph'}
          onClick={() => void setSearch({ view: search.view === 'canvas' ? 'list' : 'canvas' })}
        />
      </div>
    </div>
  );
}

/** While only the beginning of a long history is there, so is only the beginning of its graph. */
function ReadingOn({ reading }: { reading: Reading | undefined }) {
  return (
    <p
      role="status"
      className="absolute bottom-14 left-3 z-10 max-w-[220px] rounded-control border border-border bg-surface px-2 py-1 text-meta text-text-2"
    >
      Events: {readingWords(reading)} What is drawn as running may have ended.
    </p>
  );
}

type FindStepProps = { execution: Execution; chosen: string | null; onChoose: (stepId: string) => void };

function FindStep({ execution, chosen, onChoose }: FindStepProps) {
  const { steps } = execution;
  const [wanted, setWanted] = useState('');
  const needle = wanted.trim().toLowerCase();
  const found = needle === '' ? [] : steps.filter(({ name }) => name.toLowerCase().includes(needle));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || found.length === 0) return;
    const at = found.findIndex(({ id }) => id === chosen);
    const next = found[(at + (event.shiftKey ? -1 : 1) + found.length) % found.length];
    if (next !== undefined) onChoose(next.id);
  };
  return (
    <div className="relative">
      <Search aria-hidden className="absolute top-2 left-2 size-4 text-text-3" strokeWidth={1.75} />
      <Input
        type="search"
        aria-label="Find step"
        placeholder="Find step"
        className={classNames('w-52 pl-8', execution.historyComplete ? 'pr-14' : 'pr-24')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className="absolute top-2 right-2 text-meta text-text-3">
        {needle === '' ? '' : `${found.length} found${execution.historyComplete ? '' : ' so far'}`}
      </span>
    </div>
  );
}
