'use client';

import Link from 'next/link';
import { Hourglass } from 'lucide-react';
import { hasEnded } from '@/lib/domain/instance-status';
import { explainWaiting, type Remedy } from '@/lib/graph/explain-waiting';
import { Button } from '@/components/ui/button';
import { useNow } from '@/components/shared/use-now';
import { useWhyNotRole } from '@/components/shared/use-me';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { useIsWithoutWorker } from '@/components/shared/use-workers';
import { RetryNowButton } from './actions/retry-now-button';
import type { AskFor } from './actions/dialog-request';
import { useHold } from './actions/use-hold';
import { whyDisabled } from './actions/why-disabled';
import { suspensionLine } from './suspension-line';
import type { Execution } from './use-execution';

export type WaitingLineProps = { execution: Execution; onAsk: AskFor; onSelectStep: (stepId: string) => void };

/** Why the execution is not moving, with the button that moves it. */
export function WaitingLine({ execution, onAsk, onSelectStep }: WaitingLineProps) {
  const now = useNow(1000);
  // Half a history would call steps open that ended later.
  const known = execution.historyComplete || execution.purged ? execution.graph : undefined;
  const parts = explainWaiting(execution.instance, now, known).map((part) =>
    part.remedy?.kind === 'resume' ? { ...part, text: suspensionLine(execution.entries, now) } : part,
  );
  const { appId, status } = execution.instance;
  const isAlone = useIsWithoutWorker(appId, status !== 'suspended' && !hasEnded(status));
  if ((parts.length === 0 && !isAlone) || execution.purged) return null;
  return (
    <div className="flex items-start gap-2 rounded-card border border-border bg-surface px-3 py-1.5">
      <Hourglass aria-hidden className="mt-1.5 size-4 shrink-0 text-text-3" strokeWidth={1.75} />
      <ul aria-label="Why it is not moving" className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {isAlone && (
          <li className="flex min-h-7 items-center gap-1">
            No worker of {appId} is connected, so nothing of it runs.
            <WorkersLink>Show the workers</WorkersLink>
          </li>
        )}
        {parts.map(({ text, stepId, remedy }) => (
          <li key={stepId ?? remedy?.kind ?? text} className="flex min-h-7 items-center gap-2">
            {stepId === undefined ? (
              <span>{text}</span>
            ) : (
              <button type="button" className="text-left hover:underline" onClick={() => onSelectStep(stepId)}>
                {text}
              </button>
            )}
            {remedy?.kind === 'look-at-workers' ? (
              !isAlone && status === 'running' && <WorkersLink>What the workers have in hand</WorkersLink>
            ) : (
              <RemedyButton remedy={remedy} execution={execution} onAsk={onAsk} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function WorkersLink({ children }: { children: string }) {
  return (
    <Link href="/workers" className="text-accent hover:underline">
      {children}
    </Link>
  );
}

type Action = Exclude<Remedy, { kind: 'look-at-workers' }>;
type RemedyButtonProps = { remedy: Action | undefined; execution: Execution; onAsk: AskFor };

function RemedyButton({ remedy, execution, onAsk }: RemedyButtonProps) {
  const { whyNot } = useRuntimeState();
  const { resume } = useHold(execution.instance);
  const whyNotRole = useWhyNotRole('operator');
  if (remedy === undefined) return null;
  if (remedy.kind === 'retry-now') return <RetryNowButton instance={execution.instance} eventId={remedy.eventId} />;
  const why = whyNotRole ?? whyDisabled(remedy.kind, execution, whyNot(remedy.kind, execution.instance.appId));
  if (remedy.kind === 'raise-event') {
    return (
      <Button size="compact" whyDisabled={why} onClick={() => onAsk({ kind: 'raise-event', name: remedy.name })}>
        Raise {remedy.name ?? 'an event'}…
      </Button>
    );
  }
  return (
    <Button size="compact" whyDisabled={why} onClick={() => resume.mutate({})}>
      {resume.isPending ? 'Resuming…' : 'Resume now'}
    </Button>
  );
}
