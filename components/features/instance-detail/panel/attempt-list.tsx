import { durationWords } from '@/lib/domain/duration-words';
import type { Attempt, StepNode } from '@/lib/graph/graph';
import { MomentTime } from '@/components/shared/moment-time';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { STEP_STATUS_AS } from '../step-look';
import { EventLink } from './event-link';

export type AttemptListProps = { step: StepNode; onShowEvent: (sequence: number) => void };

/** Every try of a step, what came of it and how long the next one waited. */
export function AttemptList({ step, onShowEvent }: AttemptListProps) {
  return (
    <section aria-label="Attempts">
      <h3 className="mb-1 text-meta text-text-3">Attempts</h3>
      <ol className="flex flex-col gap-2">
        {step.attempts.map((attempt) => (
          <li key={attempt.number} className="flex gap-2">
            <StatusIcon
              status={STEP_STATUS_AS[attempt.status]}
              label={STATUS_STYLES[STEP_STATUS_AS[attempt.status]].word}
              className="mt-0.5 size-3.5"
            />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap gap-x-2">
                <span className="font-medium">{attempt.number}</span>
                <span className="text-text-2">
                  <MomentTime at={attempt.scheduledAt} />
                </span>
                <span className="text-text-2">{outcome(attempt)}</span>
                <EventLink sequence={attempt.endedSequence ?? attempt.scheduledSequence} onShow={onShowEvent} />
              </p>
              {attempt.failure !== undefined && <p className="truncate text-text-2">{attempt.failure.message}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function outcome({ scheduledAt, endedAt, retryAt }: Attempt): string {
  if (endedAt === undefined) return 'no result yet';
  const ran = durationWords(endedAt - scheduledAt);
  return retryAt === undefined ? ran : `${ran}, tried again after ${durationWords(retryAt - endedAt)}`;
}
