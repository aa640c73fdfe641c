import { X } from 'lucide-react';
import type { GroupNode } from '@/lib/graph/graph';
import { groupTitle } from '@/lib/graph/node-words';
import { StepList } from '../graph/step-list';
import { PanelFrame } from './panel-frame';

export type GroupPanelProps = { group: GroupNode; onClose: () => void; onChoose: (stepId: string) => void };

/** The members of a family of siblings. */
export function GroupPanel({ group, onClose, onChoose }: GroupPanelProps) {
  return (
    <PanelFrame label={`Group ${groupTitle(group)}`} title={groupTitle(group)} onClose={onClose} closeIcon={X}>
      <StepList steps={group.members} compact chosen={null} onChoose={onChoose} />
    </PanelFrame>
  );
}
