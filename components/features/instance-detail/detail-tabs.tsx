'use client';

import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import type { AskFor } from './actions/dialog-request';
import { GraphTab } from './graph/graph-tab';
import { HistoryTab } from './history/history-tab';
import { SelectionPanel } from './panel/selection-panel';
import { PayloadsTab } from './payloads-tab';
import { RelatedTab, relatedCount } from './related-tab';
import { TABS, type DetailSearch, type SetDetailSearch, type Tab } from './search-params';
import { TimelineTab } from './timeline/timeline-tab';
import type { Execution } from './use-execution';

export type DetailTabsProps = {
  execution: Execution;
  search: DetailSearch;
  setSearch: SetDetailSearch;
  onAsk: AskFor;
};

const WORDS: Record<Tab, string> = {
  graph: 'Graph',
  timeline: 'Timeline',
  history: 'History',
  payloads: 'Input & output',
  related: 'Related',
};

/** The same run seen five ways; the chosen step stays chosen. */
export function DetailTabs({ execution, search, setSearch, onAsk }: DetailTabsProps) {
  const counts: Partial<Record<Tab, number>> = {
    history: execution.reading?.total ?? execution.entries.length,
    related: relatedCount(execution.related),
  };
  const change = (value: string) => {
    const tab = TABS.find((candidate) => candidate === value);
    if (tab !== undefined) void setSearch({ tab });
  };
  const withPanel = search.tab === 'graph' || search.tab === 'timeline' || search.tab === 'history';
  return (
    <Tabs value={search.tab} onValueChange={change} className="flex min-h-0 flex-1 flex-col">
      <TabsList>
        {TABS.map((tab) => (
          <TabsTrigger key={tab} value={tab}>
            {WORDS[tab]}
            {counts[tab] !== undefined && <span className="text-text-3">{counts[tab].toLocaleString('en-US')}</span>}
          </TabsTrigger>
        ))}
      </TabsList>
      <div className="relative flex min-h-0 flex-1 gap-3 pt-3">
        <TabsContent value="graph" aria-busy={!execution.historyComplete} className="min-w-0 flex-1">
          <GraphTab execution={execution} search={search} setSearch={setSearch} />
        </TabsContent>
        <TabsContent value="timeline" aria-busy={!execution.historyComplete} className="min-w-0 flex-1">
          <TimelineTab execution={execution} search={search} setSearch={setSearch} />
        </TabsContent>
        <TabsContent value="history" aria-busy={!execution.historyComplete} className="min-w-0 flex-1">
          <HistoryTab execution={execution} search={search} setSearch={setSearch} />
        </TabsContent>
        <TabsContent value="payloads" className="min-w-0 flex-1 overflow-y-auto">
          <PayloadsTab execution={execution} />
        </TabsContent>
        <TabsContent value="related" className="min-w-0 flex-1 overflow-y-auto">
          <RelatedTab execution={execution} onAsk={onAsk} />
        </TabsContent>
        {withPanel && <SelectionPanel execution={execution} chosen={search.step} setSearch={setSearch} onAsk={onAsk} />}
      </div>
    </Tabs>
  );
}
