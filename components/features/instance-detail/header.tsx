'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { instancePage } from '@/lib/api/paths';
import { hasEnded, type InstanceStatus } from '@/lib/domain/instance-status';
import { Duration } from '@/components/shared/duration';
import { InstanceId } from '@/components/shared/instance-id';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { Fact } from './fact';
import { AsOfFact } from './as-of-fact';
import { ActionBar, type ActionBarProps } from './actions/action-bar';
import { statusText } from './status-text';
import type { Execution } from './use-execution';

const WHOLE_ID = { head: 24, tail: 16 };

/** What the execution is, where it stands, and what can be done to it. */
export function Header(props: ActionBarProps) {
  const { instance } = props.execution;
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 items-center gap-2">
          <h1 className="min-w-0 truncate text-page">{instance.name || 'Name unknown'}</h1>
          {instance.version !== undefined && <Chip>{instance.version}</Chip>}
          <InstanceId instance={instance} link={false} ends={WHOLE_ID} className="text-text-2" />
        </div>
        <div className="wide:ml-auto">
          <ActionBar {...props} />
        </div>
      </div>
      <Facts execution={props.execution} />
    </header>
  );
}

function Facts({ execution: { instance } }: { execution: Execution }) {
  const { appId, parent, rerunOf, generation, customStatus, asOf } = instance;
  return (
    <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-text-2">
      <dt className="sr-only">Status</dt>
      <dd data-testid="instance-status" className="flex items-center">
        <StatusBadge status={instance.status} size="page" />
      </dd>
      <Fact name="App">{appId}</Fact>
      {asOf !== undefined && <AsOfFact asOf={asOf} />}
      <Fact name="Created">
        <RelativeTime at={instance.createdAt} focusable />
      </Fact>
      {instance.startedAt !== undefined && (
        <Fact name={spanWord(instance.status)}>
          <Duration from={instance.startedAt} until={instance.completedAt} />
        </Fact>
      )}
      {customStatus !== undefined && customStatus !== '' && (
        <Fact name="Status text">
          <span data-testid="status-text" title={customStatus}>
            {statusText(customStatus)}
          </span>
        </Fact>
      )}
      {parent !== undefined && (
        <Fact name="Parent">
          <InstanceId instance={parent} copy={false} />
        </Fact>
      )}
      {rerunOf !== undefined && (
        <Fact name="Rerun of">
          <Link href={instancePage({ appId, instanceId: rerunOf })} className="mono text-accent hover:underline">
            {rerunOf}
          </Link>
        </Fact>
      )}
      {generation > 1 && <Fact name="Generation">{generation}</Fact>}
      {Object.entries(instance.tags).map(([key, value]) => (
        <Fact key={key} name="Tag">
          <Chip>{value === '' ? key : `${key}: ${value}`}</Chip>
        </Fact>
      ))}
    </dl>
  );
}

/** A suspended or stalled run grows older without running. */
function spanWord(status: InstanceStatus): string {
  if (hasEnded(status)) return 'Ran';
  return status === 'running' ? 'Running for' : 'Open for';
}

function Chip({ children }: { children: ReactNode }) {
  return <span className="rounded-chip bg-sunken px-1.5 py-px text-meta text-text-2">{children}</span>;
}
