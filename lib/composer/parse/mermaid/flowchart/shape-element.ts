import type { Element } from '../../../model/element';
import { child, gateway, task } from '../process-draft';
import { resultOf, triggerOf } from '../trigger-words';
import type { ChartNode } from './chart';

/** How many arrows lead to and from a node, and what its neighbors make of it. */
export interface Surroundings {
  readonly into: number;
  readonly out: number;
  /** All its arrows lead to waits and none has words: the first event decides. */
  readonly leadsToWaits: boolean;
  readonly isInclusive: boolean;
}

/** What a shape means (docs/composer.md, "Mermaid flowchart"). */
export function shapeElement({ id, label, shape }: ChartNode, around: Surroundings): Element {
  switch (shape) {
    case 'stadium':
    case 'circle':
    case 'double-circle':
      return shape === 'double-circle' ? endOf(id, label) : roundElement({ id, label }, around);
    case 'diamond':
      return gateway(id, around.leadsToWaits ? 'event-based' : 'exclusive', ownLabel(id, label));
    case 'hexagon':
      return gateway(id, around.isInclusive ? 'inclusive' : 'parallel', ownLabel(id, label));
    case 'bar':
      return gateway(id, 'parallel', ownLabel(id, label));
    case 'parallelogram':
      return { kind: 'catch', id, name: label, trigger: triggerOf(label) ?? { kind: 'message', name: label } };
    case 'flag':
      return { kind: 'throw', id, name: label, result: resultOf(label) ?? { kind: 'message', name: label } };
    case 'subroutine':
      return { ...child(id, label), calls: label };
    case 'trapezoid':
      return { ...task(id, label), task: 'user' };
    case 'trapezoid-upside-down':
      return { ...task(id, label), task: 'manual' };
    case 'rectangle':
    case 'rounded':
    case 'cylinder':
      return task(id, label);
  }
}

/** A gateway without words of its own shows its id in Mermaid; that is no question. */
function ownLabel(id: string, label: string): string {
  return label === id ? '' : label;
}

function endOf(id: string, label: string): Element {
  return { kind: 'end', id, name: label, result: resultOf(label) ?? { kind: 'none' } };
}

function roundElement({ id, label }: { id: string; label: string }, { into, out }: Surroundings): Element {
  if (into > 0 && out > 0) return { kind: 'unsupported', id, name: label, type: 'start or end shape in the middle' };
  if (into > 0) return endOf(id, label);
  const trigger = triggerOf(label);
  return { kind: 'start', id, name: label, ...(trigger && { trigger }) };
}
