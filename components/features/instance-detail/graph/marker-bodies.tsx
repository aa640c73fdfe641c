import { CirclePause, Play, Repeat2, TriangleAlert } from 'lucide-react';
import { durationWords } from '@/lib/domain/duration-words';
import type { EndNode, GenerationNode, StallNode, StartNode, SuspensionNode } from '@/lib/graph/graph';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/shared/status-icon';
import { needsAttention, STATUS_STYLES } from '@/components/shared/status-styles';
import { END_STATUS_AS } from '../step-look';
import { END_WORD, stallWords, suspensionWords } from '@/lib/graph/node-words';

const PILL = 'flex h-full items-center justify-center gap-1.5 rounded-full border bg-surface px-2 whitespace-nowrap';

export function StartBody({ node }: { node: StartNode }) {
  return (
    <div className={classNames(PILL, 'zoom-name border-border')}>
      <Play aria-hidden className="zoom-near size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />
      <span className="truncate font-semibold">{node.name === '' ? 'Start' : node.name}</span>
    </div>
  );
}

export function EndBody({ node }: { node: EndNode }) {
  const status = END_STATUS_AS[node.status];
  return (
    <div className={classNames(PILL, 'zoom-name border-border', needsAttention(status) && STATUS_STYLES[status].tint)}>
      <StatusIcon status={status} className="size-3.5" />
      <span className="truncate font-semibold">{END_WORD[node.status]}</span>
      {node.startedAt !== undefined && (
        <span className="zoom-near zoom-fact text-text-3">{durationWords(node.at - node.startedAt)}</span>
      )}
    </div>
  );
}

export function GenerationBody({ node }: { node: GenerationNode }) {
  return (
    <div className={classNames(PILL, 'zoom-fact border-border font-medium text-text-2')}>
      <Repeat2 aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      <span className="zoom-mid">Generation {node.generation}</span>
    </div>
  );
}

/** A dot, in a box large enough to be hit. */
export function JoinBody() {
  return (
    <div className="grid h-full place-items-center">
      <span className="size-2 rounded-full bg-control" />
    </div>
  );
}

export function SuspensionBody({ node }: { node: SuspensionNode }) {
  return (
    <div className={classNames(PILL, 'zoom-fact border-dashed border-suspended font-medium')}>
      <CirclePause aria-hidden className="size-3.5 shrink-0 text-suspended" strokeWidth={1.75} />
      <span className="zoom-mid truncate">{suspensionWords(node.from, node.to, node.reason)}</span>
    </div>
  );
}

/** Filled while it lasts: then it is why the run does not go on. */
export function StallBody({ node }: { node: StallNode }) {
  return (
    <div
      title={stallWords(node)}
      className={classNames(
        PILL,
        'zoom-fact border-dashed border-stalled font-medium',
        node.to === undefined && STATUS_STYLES.stalled.tint,
      )}
    >
      <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-stalled" strokeWidth={1.75} />
      <span className="zoom-mid truncate">{stallWords(node)}</span>
    </div>
  );
}
