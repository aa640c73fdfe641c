import type { Execution } from '../use-execution';
import { Duration } from '@/components/shared/duration';
import { InstanceId } from '@/components/shared/instance-id';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import { Button } from '@/components/ui/button';

const ENDS = { head: 20, tail: 12 };

export type CompareSideProps = { name: 'A' | 'B'; execution: Execution; onChange: () => void };

/** One of the two executions, with the way back to it and the way to another. */
export function CompareSide({ name, execution: { instance, purged }, onChange }: CompareSideProps) {
  return (
    <section
      aria-label={`Execution ${name}`}
      className="flex min-w-0 flex-1 items-center gap-3 rounded-card border border-border bg-surface px-3 py-2"
    >
      <span aria-hidden className="text-section text-text-3">
        {name}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <InstanceId instance={instance} ends={ENDS} />
          <StatusBadge status={instance.status} />
          {purged && <span className="text-text-3">purged</span>}
        </div>
        <p className="flex flex-wrap gap-x-3 text-text-2">
          <span className="truncate">{instance.name}</span>
          <span>{instance.appId}</span>
          <RelativeTime at={instance.createdAt} />
          <Duration from={instance.startedAt} until={instance.completedAt} />
        </p>
      </div>
      <Button size="compact" onClick={onChange} aria-label={`Choose another execution as ${name}`}>
        Change…
      </Button>
    </section>
  );
}
