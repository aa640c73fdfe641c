'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { formatMany } from '@/components/shared/format-number';
import { isWanting, workersQuery, type AppJson } from '@/components/shared/use-workers';

/** Apps whose executions wait although nobody works for them; undefined before it is known. */
export function useWantingApps(): readonly AppJson[] | undefined {
  const { data } = useQuery(workersQuery());
  return data?.apps.filter(isWanting);
}

/** Says which apps have work and nobody to do it. */
export function WantingApps({ apps }: { apps: readonly AppJson[] }) {
  return (
    <ul aria-label="Apps without a worker" className="rounded-card border border-border bg-surface">
      {apps.map(({ appId, open }) => (
        <li key={appId} className="flex items-center gap-2 border-b border-border px-4 py-2 last:border-b-0">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-failed" strokeWidth={1.75} />
          <span className="min-w-0 truncate">
            No worker of <b className="font-semibold">{appId}</b> is connected; {formatMany(open, 'execution')}{' '}
            {open === 1 ? 'waits' : 'wait'}.
          </span>
          <Link href="/workers" className="ml-auto shrink-0 text-accent hover:underline">
            Show the workers
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Every app with the number of its workers. */
export function AppsStrip() {
  const { data } = useQuery(workersQuery());
  if (data === undefined || data.apps.length === 0) return null;
  return (
    <section
      aria-labelledby="apps"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-card border border-border bg-surface px-4 py-2"
    >
      <h2 id="apps" className="text-form font-semibold">
        Apps
      </h2>
      {data.apps.map((app) => (
        <span key={app.appId}>
          {app.appId} <span className="text-text-2">{workerWords(app)}</span>
        </span>
      ))}
      <Link href="/workers" className="ml-auto text-accent hover:underline">
        Workers
      </Link>
    </section>
  );
}

function workerWords({ state, connected, backlog }: AppJson): string {
  if (state === 'unknown') return 'not known';
  const waiting = (backlog?.turns ?? 0) + (backlog?.activities ?? 0);
  const workers = connected === 0 ? 'no worker' : formatMany(connected, 'worker');
  return waiting === 0 ? workers : `${workers} · ${formatMany(waiting, 'item')} waiting`;
}
