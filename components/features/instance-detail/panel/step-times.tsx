import type { ReactNode } from 'react';
import { lastAttempt, type StepNode } from '@/lib/graph/graph';
import { RelativeTime } from '@/components/shared/relative-time';
import { EventLink } from './event-link';

export type StepTimesProps = { step: StepNode; onShowEvent: (sequence: number) => void };

/** When a step was asked for and when it ended, with the events that say so. */
export function StepTimes({ step, onShowEvent }: StepTimesProps) {
  const { scheduledSequence, endedSequence, eventId, child } = lastAttempt(step);
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1">
      <Row name="Scheduled">
        <RelativeTime at={step.scheduledAt} focusable />
        <EventLink sequence={step.attempts[0]?.scheduledSequence ?? scheduledSequence} onShow={onShowEvent} />
      </Row>
      <Row name="Ended">
        {step.endedAt === undefined ? '–' : <RelativeTime at={step.endedAt} focusable />}
        <EventLink sequence={endedSequence} onShow={onShowEvent} />
      </Row>
      {step.dueAt !== undefined && (
        <Row name={step.kind === 'event' ? 'Deadline' : 'Due'}>
          <RelativeTime at={step.dueAt} focusable />
        </Row>
      )}
      {step.retryAt !== undefined && (
        <Row name="Next retry">
          <RelativeTime at={step.retryAt} focusable />
        </Row>
      )}
      {eventId !== undefined && (
        <Row name="Action ID">
          <span className="mono">{eventId}</span>
        </Row>
      )}
      {child !== undefined && (
        <Row name="Instance ID">
          <span className="mono break-all">{child.instanceId}</span>
        </Row>
      )}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="flex min-w-0 items-center gap-2">{children}</dd>
    </>
  );
}
