'use client';

import Link from 'next/link';
import type { AuditEntryJson } from '@/lib/api/audit';
import { instancePage } from '@/lib/api/paths';
import { roleWord } from '@/lib/domain/actor';
import { RelativeTime } from '@/components/shared/relative-time';
import { truncateMiddle } from '@/components/shared/truncate-middle';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { Tooltip } from '@/components/ui/tooltip';
import { ACTION_WORDS, OUTCOME_LOOKS } from './audit-words';

const HEADS = [
  ['Time', 'w-28 pl-4'],
  ['Who', 'w-36 wide:w-44'],
  ['Action', 'w-36'],
  ['Target', ''],
  ['Outcome', 'w-24'],
  ['Reason or error', 'w-[22%] pr-4 wide:w-[30%]'],
] as const;

/** One row per action, newest first. */
export function AuditTable({ entries, loading }: { entries: readonly AuditEntryJson[]; loading: boolean }) {
  return (
    <table className="w-full min-w-[900px] table-fixed border-collapse">
      <thead>
        <tr className="h-8 border-b border-border text-meta text-text-3">
          {HEADS.map(([title, className]) => (
            <th key={title} scope="col" className={classNames('px-2 text-left font-medium', className)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loading && <LoadingRows />}
        {entries.map((entry) => (
          <AuditLine key={entry.seq} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function AuditLine({ entry }: { entry: AuditEntryJson }) {
  const { at, actor, address, action, reason, error } = entry;
  const why = [reason, error].filter((text) => text !== undefined && text !== '').join(' · ');
  return (
    <tr className="h-10 border-b border-border last:border-b-0 hover:bg-hover">
      <td className="px-2 pl-4 text-text-2">
        <RelativeTime at={at} />
      </td>
      <td className="truncate px-2" title={[actor.name, roleWord(actor.role), address].filter(Boolean).join(', ')}>
        {actor.name} <span className="text-text-3">{roleWord(actor.role)}</span>
      </td>
      <td className="truncate px-2 font-medium">{ACTION_WORDS[action]}</td>
      <td className="truncate px-2">
        <Target entry={entry} />
      </td>
      <td className="px-2">
        <Outcome entry={entry} />
      </td>
      <td className="truncate px-2 pr-4 text-text-2" title={why}>
        {why}
      </td>
    </tr>
  );
}

function Target({ entry: { appId, instanceId, subject, detail } }: { entry: AuditEntryJson }) {
  if (appId === undefined || instanceId === undefined) {
    return <span title={detail}>{[appId, subject].filter((part) => part !== undefined).join(' · ')}</span>;
  }
  return (
    <span title={[instanceId, subject, detail].filter((part) => part !== undefined).join(' ')}>
      <Link href={instancePage({ appId, instanceId })} className="mono hover:underline">
        {truncateMiddle(instanceId, { head: 16, tail: 12 })}
      </Link>{' '}
      <span className="text-text-3">{appId}</span>
    </span>
  );
}

function Outcome({ entry: { outcome, tookMs } }: { entry: AuditEntryJson }) {
  const { word, icon: Icon, color, means } = OUTCOME_LOOKS[outcome];
  const took = tookMs === undefined ? '' : ` It took ${Math.round(tookMs)} ms.`;
  return (
    <Tooltip content={`${means}${took}`}>
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className={classNames('size-3.5', color)} strokeWidth={2} />
        {word}
      </span>
    </Tooltip>
  );
}

function LoadingRows() {
  return Array.from({ length: 8 }, (_, row) => (
    <tr key={row} className="h-10 border-b border-border last:border-b-0">
      {HEADS.map(([title]) => (
        <td key={title} className="px-2">
          <Skeleton className="h-3.5 w-20" />
        </td>
      ))}
    </tr>
  ));
}
