import { durationWords } from '@/lib/domain/duration-words';
import type { GroupNode, StepNode } from '@/lib/graph/graph';
import type { StepStatus } from '@/lib/domain/step';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/shared/status-icon';
import { KIND_LOOK, STEP_STATUS_AS } from '../step-look';
import { groupTitle } from '@/lib/graph/node-words';
import { countMembers, groupTimes } from './node-words';

const CELLS = 120;
const ORDER: readonly StepStatus[] = ['failed', 'scheduled', 'discarded', 'canceled', 'completed'];
const CELL: Record<StepStatus, string> = {
  completed: 'bg-completed opacity-60',
  failed: 'bg-failed',
  scheduled: 'border border-running',
  canceled: 'bg-terminated opacity-40',
  discarded: 'bg-terminated opacity-40',
};

/** A family of siblings at a glance: how many, how they fared, one cell each. */
export function GroupBody({ node }: { node: GroupNode }) {
  const Kind = KIND_LOOK[node.kind].icon;
  const times = groupTimes(node);
  return (
    <div className="flex h-full flex-col justify-center gap-1 rounded-card border border-border bg-surface px-2.5 shadow-[3px_3px_0_-1px_var(--surface),3px_3px_0_0_var(--border)]">
      <div className="zoom-name flex items-center gap-1.5">
        <Kind aria-hidden className="zoom-near size-3.5 shrink-0 text-text-3" strokeWidth={1.75} />
        <span className="truncate font-semibold">{groupTitle(node)}</span>
        <span className="ml-auto flex items-center gap-2 text-text-2">
          {[...countMembers(node)].map(([status, count]) => (
            <span key={status} className={classNames('flex items-center gap-0.5', status !== 'failed' && 'zoom-near')}>
              <StatusIcon status={STEP_STATUS_AS[status]} className="size-3.5" />
              {count}
            </span>
          ))}
        </span>
      </div>
      <div aria-hidden className="flex flex-wrap gap-0.5">
        {cellsOf(node.members).map(({ key, status, stepId }) => (
          <span key={key} data-step-id={stepId} className={classNames('size-1.5 rounded-[1px]', CELL[status])} />
        ))}
      </div>
      {times !== undefined && (
        <p className="zoom-near zoom-fact text-text-3">
          p50 {durationWords(times.median)} · max {durationWords(times.max)}
        </p>
      )}
    </div>
  );
}

type Cell = { readonly key: number; readonly status: StepStatus; readonly stepId: string };

/** One cell per member; of too many, each cell is a bucket that shows its worst. */
function cellsOf(members: readonly StepNode[]): readonly Cell[] {
  const size = Math.ceil(members.length / CELLS);
  return Array.from({ length: Math.ceil(members.length / size) }, (_, key) => {
    const bucket = members.slice(key * size, (key + 1) * size);
    const worst = bucket.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))[0];
    return { key, status: worst?.status ?? 'completed', stepId: worst?.id ?? '' };
  });
}
