'use client';

import { memo } from 'react';
import { Handle, type NodeProps } from 'reactflow';
import type { GraphNode } from '@/lib/graph/graph';
import { classNames } from '@/components/ui/class-names';
import { ANCHOR, anchorSides } from '@/components/shared/canvas/canvas-options';
import { GroupBody } from './group-body';
import { EndBody, GenerationBody, JoinBody, StallBody, StartBody, SuspensionBody } from './marker-bodies';
import { nodeLabel } from './node-words';
import { StepBody } from './step-body';
import type { FlowNode, FlowNodeData } from './to-flow';

/** One box of the canvas: what can be focused and chosen, with the anchors of its edges. */
export const GraphNodeBox = memo(function GraphNodeBox({ data }: NodeProps<FlowNode>) {
  const { node, selected, tabStop, direction } = data;
  const [into, out] = anchorSides(direction);
  return (
    <>
      {node.type !== 'start' && <Handle type="target" position={into} {...ANCHOR} />}
      <div
        role="button"
        tabIndex={tabStop ? 0 : -1}
        aria-label={nodeLabel(node)}
        aria-pressed={selected}
        data-testid="graph-node"
        data-node-id={node.id}
        data-kind={node.type === 'step' ? node.kind : node.type}
        data-status={'status' in node ? node.status : undefined}
        className={classNames(
          'h-full w-full text-text',
          isPill(node) ? 'rounded-full' : 'rounded-card',
          selected && 'outline-2 outline-offset-2 outline-accent',
        )}
      >
        <Body data={data} />
      </div>
      {node.type !== 'end' && <Handle type="source" position={out} {...ANCHOR} />}
    </>
  );
});

function isPill(node: GraphNode): boolean {
  return node.type === 'step' ? node.kind === 'timer' : node.type !== 'group';
}

function Body({ data: { node } }: { data: FlowNodeData }) {
  switch (node.type) {
    case 'start':
      return <StartBody node={node} />;
    case 'generation':
      return <GenerationBody node={node} />;
    case 'end':
      return <EndBody node={node} />;
    case 'join':
      return <JoinBody />;
    case 'stall':
      return <StallBody node={node} />;
    case 'suspension':
      return <SuspensionBody node={node} />;
    case 'group':
      return <GroupBody node={node} />;
    case 'step':
      return <StepBody step={node} />;
  }
}
