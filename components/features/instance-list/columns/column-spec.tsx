'use client';

import type { ReactNode } from 'react';
import type { InstanceSummary } from '@/lib/domain/instance';
import { Duration } from '@/components/shared/duration';
import { formatCount } from '@/components/shared/format-number';
import { InstanceId } from '@/components/shared/instance-id';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { Cut, ErrorCell, None, WaitingCell, WorkflowCell } from './cells';
import { isKnown, tagOf, type ColumnId, type KnownColumn } from './column-ids';
import { ValueCell } from './value-cell';

export type ColumnSpec = {
  /** Its width as a grid track. */
  readonly track: string;
  /** Pixels that it needs. */
  readonly least: number;
  readonly isNumber?: boolean;
  readonly cell: (instance: InstanceSummary) => ReactNode;
};

const time = (at: (instance: InstanceSummary) => number | undefined): ColumnSpec => ({
  // "yesterday 18:25" in one line.
  ...{ track: '116px', least: 116 },
  cell: (instance) => {
    const moment = at(instance);
    return moment === undefined ? <None /> : <RelativeTime at={moment} className="text-text-2" />;
  },
});

const count = (of: (instance: InstanceSummary) => number): ColumnSpec => ({
  ...{ track: '92px', least: 92, isNumber: true },
  cell: (instance) => <span className="w-full text-right text-text-2">{formatCount(of(instance))}</span>,
});

const SPECS: Readonly<Record<KnownColumn, ColumnSpec>> = {
  status: { track: '126px', least: 126, cell: ({ status }) => <StatusBadge status={status} /> },
  workflow: { track: 'minmax(130px, 1fr)', least: 130, cell: (instance) => <WorkflowCell instance={instance} /> },
  id: {
    // An id of 20 letters, the longest that is not cut in its middle, and the button that copies it.
    ...{ track: '188px', least: 188 },
    cell: (instance) => <InstanceId instance={instance} copy="on-hover" className="w-full justify-between" />,
  },
  app: { track: 'minmax(84px, 0.8fr)', least: 84, cell: ({ appId }) => <Cut text={appId} /> },
  created: time(({ createdAt }) => createdAt),
  duration: {
    ...{ track: '92px', least: 92, isNumber: true },
    cell: ({ startedAt, completedAt }) => (
      <Duration from={startedAt} until={completedAt} className="w-full text-right whitespace-nowrap" />
    ),
  },
  step: { track: 'minmax(112px, 1.2fr)', least: 112, cell: (instance) => <WaitingCell instance={instance} /> },
  error: { track: 'minmax(112px, 2fr)', least: 112, cell: (instance) => <ErrorCell instance={instance} /> },
  version: {
    ...{ track: 'minmax(72px, 0.4fr)', least: 72 },
    cell: ({ version }) => (version === undefined ? <None /> : <Cut text={version} />),
  },
  started: time(({ startedAt }) => startedAt),
  ended: time(({ completedAt }) => completedAt),
  updated: time(({ updatedAt }) => updatedAt),
  attempts: count(({ attempts }) => attempts),
  parent: {
    ...{ track: '168px', least: 168 },
    cell: ({ parent }) => (parent === undefined ? <None /> : <InstanceId instance={parent} copy="on-hover" />),
  },
  generation: count(({ generation }) => generation),
  events: count(({ historyLength }) => historyLength),
};

/** How a column is drawn. */
export function specOf(id: ColumnId): ColumnSpec {
  if (isKnown(id)) return SPECS[id];
  const tag = tagOf(id);
  return {
    ...{ track: 'minmax(96px, 0.6fr)', least: 96 },
    cell: (instance) =>
      tag === undefined ? <ValueCell instance={instance} path={id} /> : <TagCell instance={instance} tag={tag} />,
  };
}

function TagCell({ instance: { tags }, tag }: { instance: InstanceSummary; tag: string }) {
  return tags[tag] === undefined ? <None /> : <Cut text={tags[tag]} />;
}
