'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import type { Language } from '@/lib/composer/emit/file';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import type { Program } from '@/lib/composer/plan/program';
import { instancePage } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { writeClause } from '@/lib/query/write-query';
import { recentQuery } from '@/components/shared/queries';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { CopyButton } from '@/components/ui/copy-button';
import type { Draft } from './draft';
import { RaiseEvent } from './raise-event';
import { RunNow } from './run-now';

const SHOWN = 10;

export type RunPanelProps = {
  program: Program | undefined;
  /** What finds the elements of steps; there with the program. */
  elements: Elements | undefined;
  draft: Draft;
  language: Language;
  onLanguage: (language: Language) => void;
  chosen: InstanceRef | undefined;
  onChoose: (run: InstanceRef | undefined) => void;
};

/** How to run the project, and its executions; the chosen one is drawn on the diagram. */
export function RunPanel({ program, elements, draft, language, onLanguage, chosen, onChoose }: RunPanelProps) {
  const name = program?.workflows[0]?.name;
  if (program === undefined || name === undefined) {
    return <p className="p-4 text-text-2">A diagram without errors can be run, and its runs are drawn on it.</p>;
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      <RunNow {...{ draft, program, language, onLanguage }} onStarted={onChoose} />
      {chosen !== undefined && elements !== undefined && (
        <RaiseEvent key={chosen.instanceId} run={chosen} {...{ program, elements }} />
      )}
      <section aria-label="How to run it" className="flex flex-col gap-1">
        <p className="text-text-2">Elsewhere: download the project, unpack it, and in its folder:</p>
        <Command text="perdure run -f dapr.yaml" />
      </section>
      <Executions name={name} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

function Command({ text }: { text: string }) {
  return (
    <p className="flex items-start gap-1 rounded-control bg-sunken py-0.5 pl-2">
      <code className="mono min-w-0 flex-1 py-1 text-meta break-all">{text}</code>
      <CopyButton text={text} label={`Copy ${text}`} />
    </p>
  );
}

function Executions({ name, chosen, onChoose }: Pick<RunPanelProps, 'chosen' | 'onChoose'> & { name: string }) {
  const filter = { ...NO_FILTER, query: writeClause({ field: 'name', values: [name] }) };
  const { data } = useQuery(recentQuery(filter, SHOWN));
  const runs = data?.instances ?? [];
  if (runs.length === 0) {
    return <p className="text-text-2">No execution of {name} yet. Once one is started, it shows here at once.</p>;
  }
  return (
    <ul aria-label={`Executions of ${name}`} className="overflow-hidden rounded-card border border-border">
      {runs.map(({ appId, instanceId, status, createdAt }) => {
        const isChosen = chosen?.appId === appId && chosen.instanceId === instanceId;
        return (
          <li key={`${appId}/${instanceId}`} className="flex items-center border-b border-border last:border-b-0">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(isChosen ? undefined : { appId, instanceId })}
              className={`flex min-w-0 flex-1 items-center gap-2 px-3 py-1.5 text-left hover:bg-hover ${isChosen ? 'bg-selected' : ''}`}
            >
              <StatusBadge status={status} />
              <span className="mono min-w-0 flex-1 truncate text-meta">{instanceId}</span>
              <span className="text-meta text-text-3">
                <RelativeTime at={createdAt} />
              </span>
            </button>
            <Link href={instancePage({ appId, instanceId })} className="px-3 text-meta text-accent">
              Open
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
