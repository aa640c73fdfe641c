'use client';

import { memo } from 'react';
import { Play } from 'lucide-react';
import { Handle, type NodeProps } from 'reactflow';
import { classNames } from '@/components/ui/class-names';
import { ANCHOR, anchorSides } from '@/components/shared/canvas/canvas-options';
import { formatCount } from '@/components/shared/format-number';
import { StatusIcon } from '@/components/shared/status-icon';
import { needsAttention, STATUS_STYLES } from '@/components/shared/status-styles';
import { STEP_KINDS } from '@/components/shared/step-kinds';
import { heatOf, type StepPoint } from './heat';
import { failedWords, pointFacts, pointLabel, pointTitle } from './point-words';
import type { Point, PointData, PointNode } from './to-canvas';

/** As many as the box has room for; the panel and the label have all. */
const FACTS = 2;

/** One box of the canvas: what can be focused and chosen, with the anchors of its edges. */
export const PointBox = memo(function PointBox({ data }: NodeProps<PointNode>) {
  const { point, selected, tabStop, direction } = data;
  const [into, out] = anchorSides(direction);
  return (
    <>
      <Handle type="target" position={into} {...ANCHOR} />
      <div
        role="button"
        tabIndex={tabStop ? 0 : -1}
        aria-label={pointLabel(point)}
        aria-pressed={selected}
        data-testid="aggregate-point"
        data-node-id={point.id}
        className={classNames(
          'h-full w-full text-text',
          point.type === 'step' ? 'rounded-card' : 'rounded-full',
          selected && 'outline-2 outline-offset-2 outline-accent',
        )}
      >
        {point.type === 'step' ? (
          <StepBody point={point} heat={data.heat} longest={data.longest} />
        ) : (
          <MarkerBody point={point} />
        )}
      </div>
      <Handle type="source" position={out} {...ANCHOR} />
    </>
  );
});

function StepBody({ point, heat, longest }: { point: StepPoint } & Pick<PointData, 'heat' | 'longest'>) {
  const { icon: Kind } = STEP_KINDS[point.kind];
  const { color, fill } = heatOf(point, heat, longest);
  const failed = failedWords(point);
  const facts = pointFacts(point).slice(0, failed === undefined ? FACTS : FACTS - 1);
  return (
    <div className="relative flex h-full flex-col justify-center gap-0.5 overflow-hidden rounded-card border border-border bg-surface px-3 pb-1">
      <div className="zoom-name flex items-center gap-1.5">
        <Kind aria-hidden className="zoom-near size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />
        <span title={pointTitle(point)} className="truncate font-semibold">
          {pointTitle(point)}
        </span>
        <span className="zoom-mid ml-auto shrink-0 text-text-2">{formatCount(point.runs)}</span>
      </div>
      <p className="zoom-fact zoom-mid truncate text-text-2">
        {failed !== undefined && <span className="text-failed">{failed}</span>}
        <span className="zoom-near">
          {failed !== undefined && facts.length > 0 && ' · '}
          {facts.join(' · ')}
        </span>
      </p>
      <span aria-hidden className="absolute inset-x-0 bottom-0 h-1 bg-sunken">
        <span className="block h-full" style={{ width: `${fill}%`, background: color }} />
      </span>
    </div>
  );
}

function MarkerBody({ point }: { point: Exclude<Point, StepPoint> }) {
  return (
    <div
      className={classNames(
        'zoom-name flex h-full items-center justify-center gap-1.5 rounded-full border border-border bg-surface px-3',
        point.type === 'end' && needsAttention(point.status) && STATUS_STYLES[point.status].tint,
      )}
    >
      {point.type === 'end' ? (
        <StatusIcon status={point.status} className="size-3.5" />
      ) : (
        <Play aria-hidden className="zoom-near size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />
      )}
      <span className="truncate font-semibold">{pointTitle(point)}</span>
      <span className="zoom-mid text-text-2">{formatCount(point.runs)}</span>
    </div>
  );
}
