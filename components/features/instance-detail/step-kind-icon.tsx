import { Mail } from 'lucide-react';
import type { StepNode } from '@/lib/graph/graph';
import { KIND_LOOK } from './step-look';

/** The icon of a step's kind. An awaited event is an open envelope; one that came is closed. */
export function StepKindIcon({ step }: { step: StepNode }) {
  const Icon = step.kind === 'event' && step.status === 'completed' ? Mail : KIND_LOOK[step.kind].icon;
  return <Icon aria-hidden className="size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />;
}
