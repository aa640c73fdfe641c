'use client';

import Link from 'next/link';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { tickingWords } from '@/lib/domain/duration-words';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount, formatMany } from '@/components/shared/format-number';
import { RelativeTime } from '@/components/shared/relative-time';
import { useNow } from '@/components/shared/use-now';
import { isWanting, type AppJson } from '@/components/shared/use-workers';
import { clientWords } from './client-words';

/** One app: whether somebody works for it, what waits, and each of its workers. */
export function AppCard({ app }: { app: AppJson }) {
  const wants = isWanting(app);
  const Icon = wants ? TriangleAlert : CircleCheck;
  return (
    <section aria-label={`App ${app.appId}`} className="rounded-card border border-border bg-surface">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <h2 className="flex items-center gap-2 font-semibold">
          <Icon aria-hidden className={wants ? 'size-4 text-failed' : 'size-4 text-text-3'} strokeWidth={1.75} />
          {app.appId}
        </h2>
        <span>{stateWords(app)}</span>
        <Backlog app={app} />
        <Link
          href={executionsPage({ app: [app.appId], status: ['pending', 'running', 'suspended', 'stalled'] })}
          className="ml-auto text-accent hover:underline"
        >
          {formatMany(app.open, 'open execution')}
        </Link>
      </div>
      {wants && (
        <p className="border-t border-border px-4 py-2 text-text-2">
          {formatMany(app.open, 'execution')} of this app {app.open === 1 ? 'waits' : 'wait'}. Start its worker, or look
          whether it reaches the runtime:{' '}
          <Link href="/settings" className="text-accent underline">
            the gRPC port of this app, and whether it asks for a token
          </Link>
          .
        </p>
      )}
      {app.workers !== undefined && app.workers.length > 0 && <WorkerTable workers={app.workers} />}
    </section>
  );
}

function stateWords({ state, connected, reason }: AppJson): string {
  if (state === 'undeclared') return 'No listener of the runtime serves this app.';
  if (state === 'unknown') return reason ?? 'Nothing is known of its workers.';
  return connected === 0 ? 'No worker is connected.' : `${formatMany(connected, 'worker')} connected`;
}

function Backlog({ app: { backlog } }: { app: AppJson }) {
  const now = useNow(1000);
  if (backlog === undefined) return null;
  const { turns, activities, oldestTurn, oldestActivity } = backlog;
  if (turns + activities === 0) return <span className="text-text-3">Nothing waits for a worker</span>;
  const since = Math.min(oldestTurn ?? Infinity, oldestActivity ?? Infinity);
  const age = since < Infinity ? `, the first for ${tickingWords(now - since)}` : '';
  const waiting = [
    ...(turns === 0 ? [] : [formatMany(turns, 'turn')]),
    ...(activities === 0 ? [] : [formatMany(activities, 'activity', 'activities')]),
  ];
  const verb = turns + activities === 1 ? 'waits' : 'wait';
  return (
    <span>
      {waiting.join(' and ')} {verb} for a worker{age}
    </span>
  );
}

function WorkerTable({ workers }: { workers: NonNullable<AppJson['workers']> }) {
  return (
    <table className="w-full border-t border-border">
      <thead>
        <tr className="h-8 text-left text-meta text-text-3">
          <th className="pl-4 font-medium">Address</th>
          <th className="px-2 font-medium">SDK</th>
          <th className="px-2 font-medium">Connected</th>
          <th className="px-4 text-right font-medium">In hand</th>
        </tr>
      </thead>
      <tbody>
        {workers.map(({ address, client, since, outstanding }) => (
          <tr key={address} className="h-9 border-t border-border">
            <td className="mono pl-4">{address}</td>
            <td className="px-2" title={client}>
              {clientWords(client)}
            </td>
            <td className="px-2">
              <RelativeTime at={since} />
            </td>
            <td className="px-4 text-right tabular-nums" title="Turns and activities that it has not answered">
              {formatCount(outstanding)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
