'use client';

import Link from 'next/link';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { instancePage } from '@/lib/api/paths';
import { durationWords } from '@/lib/domain/duration-words';
import { lastAttempt, retryWaitOf, triesOf, type Attempt, type StepNode } from '@/lib/graph/graph';
import { Button } from '@/components/ui/button';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { RetryNowButton } from '../actions/retry-now-button';
import { rerunTargetOf } from '../actions/rerun-plan';
import { storedStep } from '../retry-line';
import type { AskFor } from '../actions/dialog-request';
import { whyDisabled } from '../actions/why-disabled';
import { KIND_LOOK } from '../step-look';
import { StepStatus } from '../step-status';
import type { Execution } from '../use-execution';
import { useWholeEvent } from '../use-whole-event';
import { AttemptList } from './attempt-list';
import { EventPayload } from './event-payload';
import { FailureText } from './failure-text';
import { PanelFrame } from './panel-frame';
import { RetryStatus } from './retry-status';
import { StepTimes } from './step-times';

export type StepPanelProps = {
  execution: Execution;
  step: StepNode;
  onClose: () => void;
  onAsk: AskFor;
  onShowEvent: (sequence: number) => void;
};

/** Everything that is known about the chosen step. */
export function StepPanel({ execution, step, onClose, onAsk, onShowEvent }: StepPanelProps) {
  const last = lastAttempt(step);
  const child = last.child;
  const stored = storedStep(execution, step);
  const tries = triesOf(step);
  const takesInput = step.kind !== 'timer' && step.kind !== 'event';
  const givesOutput = step.kind === 'activity' || step.kind === 'child' || step.kind === 'event';
  const fileName = `${execution.instance.instanceId}-${step.id}`;
  return (
    <PanelFrame label={`Step ${step.name}`} title={step.name} onClose={onClose} closeIcon={X}>
      <p className="flex flex-wrap items-center gap-x-2">
        <StepStatus step={step} />
        <span className="text-text-2">{KIND_LOOK[step.kind].word}</span>
        {step.endedAt !== undefined && step.kind !== 'detached' && step.kind !== 'message' && (
          <span className="text-text-2">{durationWords(step.endedAt - step.scheduledAt)}</span>
        )}
        {tries > 1 && <span className="text-text-2">attempt {tries}</span>}
      </p>
      <RetryStatus step={stored} />
      <Outcome execution={execution} attempt={last} />
      <div className="flex flex-wrap gap-2">
        <RerunButton execution={execution} step={step} onAsk={onAsk} />
        <RetryNow execution={execution} step={step} />
        {child !== undefined && (
          <Button asChild>
            <Link href={instancePage(child)}>Open execution</Link>
          </Button>
        )}
      </div>
      <StepTimes step={step} onShowEvent={onShowEvent} />
      {takesInput && (
        <EventPayload
          label="Input"
          execution={execution}
          sequence={last.scheduledSequence}
          text={last.input}
          fileName={`${fileName}-input`}
        />
      )}
      {givesOutput && (
        <EventPayload
          label={step.kind === 'event' ? 'Payload' : 'Output'}
          execution={execution}
          sequence={last.endedSequence}
          text={last.output}
          absent={step.status === 'scheduled' ? 'Not yet.' : '–'}
          fileName={`${fileName}-output`}
        />
      )}
      {step.attempts.length > 1 && <AttemptList step={step} onShowEvent={onShowEvent} />}
    </PanelFrame>
  );
}

function Outcome({ execution, attempt }: { execution: Execution; attempt: Attempt }) {
  const { event } = useWholeEvent(execution, attempt.endedSequence);
  const failure = event !== undefined && 'failure' in event ? event.failure : attempt.failure;
  return failure === undefined ? null : <FailureText failure={failure} />;
}

function RetryNow({ execution, step }: Pick<StepPanelProps, 'execution' | 'step'>) {
  const eventId = retryWaitOf(step);
  return eventId === undefined ? null : <RetryNowButton instance={execution.instance} eventId={eventId} />;
}

type RerunButtonProps = Pick<StepPanelProps, 'execution' | 'step' | 'onAsk'>;

function RerunButton({ execution, step, onAsk }: RerunButtonProps): ReactNode {
  const { whyNot } = useRuntimeState();
  const target = rerunTargetOf(step);
  const why =
    target === undefined
      ? 'Start from an activity, a timer or a child workflow.'
      : whyDisabled('rerun', execution, whyNot('rerun', execution.instance.appId));
  return (
    <Button whyDisabled={why} onClick={() => onAsk({ kind: 'rerun', stepId: step.id })}>
      Rerun from here…
    </Button>
  );
}
