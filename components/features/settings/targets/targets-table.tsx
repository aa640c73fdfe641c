'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import type { TargetJson } from '@/lib/api/targets';
import { RelativeTime } from '@/components/shared/relative-time';
import { Button } from '@/components/ui/button';
import { HeadedTable } from '../headed-table';

const HEADS = ['App', 'Sidecar', 'Health', 'Dapr', 'As of', 'Cannot', ''];

const ORIGINS: Record<TargetJson['origin'], string> = {
  start: 'given at the start',
  console: 'added here',
  machine: 'found on this machine',
};

export type TargetsTableProps = {
  targets: readonly TargetJson[];
  /** When the state store that all are read from was last compared; of those that have no time of their own. */
  mirroredAt: number | undefined;
  whyNot: string | undefined;
  onRemove: (target: TargetJson) => void;
};

/** One row per sidecar: whether it answers, how old what is known of it is, and what it cannot do. */
export function TargetsTable({ targets, mirroredAt, whyNot, onRemove }: TargetsTableProps) {
  return (
    <HeadedTable label="List of targets" heads={HEADS}>
      {targets.map((target) => (
        <TargetLine key={target.appId} {...{ target, mirroredAt, whyNot, onRemove }} />
      ))}
    </HeadedTable>
  );
}

type TargetLineProps = Omit<TargetsTableProps, 'targets'> & { target: TargetJson };

function TargetLine({ target, mirroredAt, whyNot, onRemove }: TargetLineProps) {
  const { appId, address, origin, version, readFrom } = target;
  const seenAt = readFrom === 'store' ? mirroredAt : target.seenAt;
  return (
    <tr className="border-b border-border align-top last:border-b-0">
      <td className="max-w-40 truncate px-2 py-2 pl-4 font-medium" title={appId}>
        {appId}
      </td>
      <td className="px-2 py-2">
        <span className="mono inline-block min-w-[22ch] break-all">{address}</span>
        <span className="block text-meta whitespace-nowrap text-text-3">{ORIGINS[origin]}</span>
      </td>
      <td className="max-w-72 px-2 py-2">
        <Health target={target} />
      </td>
      <td className="px-2 py-2 whitespace-nowrap">{version ?? '–'}</td>
      <td className="px-2 py-2 whitespace-nowrap">{seenAt === undefined ? 'not yet' : <RelativeTime at={seenAt} />}</td>
      <td className="max-w-80 px-2 py-2 text-meta text-text-2">
        {target.limits.map((limit) => (
          <span key={limit} className="block">
            {limit}
          </span>
        ))}
      </td>
      <td className="px-2 py-2 pr-4 text-right">
        {origin === 'console' && (
          <Button
            {...{ size: 'compact', variant: 'danger', whyDisabled: whyNot }}
            aria-label={`Remove ${appId}…`}
            onClick={() => onRemove(target)}
          >
            Remove…
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Icon and word; trouble in the words of the one who had it. */
function Health({ target: { trouble } }: { target: TargetJson }) {
  if (trouble === undefined) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <CircleCheck aria-hidden strokeWidth={1.75} className="size-4 text-completed" />
        Answers
      </span>
    );
  }
  return (
    <span className="flex gap-1.5">
      <CircleX aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-failed" />
      <span className="min-w-0 break-words">{trouble}</span>
    </span>
  );
}
