import { useMemo } from 'react';
import { drawnGraph } from '@/lib/graph/drawn-graph';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import type { SetDetailSearch } from '../search-params';
import type { Execution } from '../use-execution';
import type { AskFor } from '../actions/dialog-request';
import { GroupPanel } from './group-panel';
import { StepPanel } from './step-panel';

export type SelectionPanelProps = {
  execution: Execution;
  chosen: string | null;
  setSearch: SetDetailSearch;
  onAsk: AskFor;
};

/** The panel of what is chosen: a step, a family of siblings, or nothing. */
export function SelectionPanel({ execution, chosen, setSearch, onAsk }: SelectionPanelProps) {
  const { graph, steps } = execution;
  const group = useMemo(() => {
    if (chosen === null || !chosen.startsWith('group-')) return undefined;
    return drawnGraph(graph).nodes.find(({ id }) => id === chosen);
  }, [graph, chosen]);
  const close = () => void setSearch({ step: null, event: null });
  useHotkeys('View', [{ keys: 'Escape', does: 'Close the panel', run: close }]);
  if (group?.type === 'group') {
    return <GroupPanel group={group} onClose={close} onChoose={(step) => void setSearch({ step })} />;
  }
  const step = steps.find(({ id }) => id === chosen);
  if (step === undefined) return null;
  return (
    <StepPanel
      key={step.id}
      execution={execution}
      step={step}
      onClose={close}
      onAsk={onAsk}
      onShowEvent={(event) => void setSearch({ tab: 'history', event, step: step.id })}
    />
  );
}
