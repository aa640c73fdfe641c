import type { InstanceSummary } from '@/lib/domain/instance';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Duration } from '@/components/shared/duration';
import { EmptyState } from '@/components/shared/empty-state';
import { InstanceId } from '@/components/shared/instance-id';
import { RelativeTime } from '@/components/shared/relative-time';
import { StatusBadge } from '@/components/shared/status-badge';
import type { AskFor } from './actions/dialog-request';
import { ExecutionTree } from './tree/execution-tree';
import type { Execution } from './use-execution';

const ENDS = { head: 14, tail: 10 };
const WIDTHS = ['w-32', '', 'w-72', 'w-32', 'w-32', 'w-28'] as const;
const HEADS = ['Status', 'Workflow', 'Instance ID', 'App', 'Created', 'Duration'] as const;

export type RelatedTabProps = { execution: Execution; onAsk: AskFor };

/** Parent, the tree below it, and reruns. */
export function RelatedTab({ execution: { instance, related }, onAsk }: RelatedTabProps) {
  const { appId, instanceId } = instance;
  const { parent, children, rerunOf, reruns } = related;
  const compare = <Button onClick={() => onAsk({ kind: 'compare' })}>Compare…</Button>;
  if (relatedCount(related) === 0) {
    return (
      <EmptyState title="It stands alone." actions={compare}>
        No workflow started it, it started none, and nobody has run it again.
      </EmptyState>
    );
  }
  return (
    <div className="flex max-w-[1200px] flex-col gap-6">
      <div className="-mb-4 flex justify-end">{compare}</div>
      <Family title="Parent" instances={parent === undefined ? [] : [parent]} />
      {children.length > 0 && <ExecutionTree root={{ appId, instanceId }} />}
      <Family title="Rerun of" instances={rerunOf === undefined ? [] : [rerunOf]} />
      <Family title="Reruns" instances={reruns} />
    </div>
  );
}

/** How many executions are related. */
export function relatedCount({ parent, children, rerunOf, reruns }: Execution['related']): number {
  return children.length + reruns.length + (parent === undefined ? 0 : 1) + (rerunOf === undefined ? 0 : 1);
}

function Family({ title, instances }: { title: string; instances: readonly InstanceSummary[] }) {
  if (instances.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-section">
        {title} {instances.length > 1 && <span className="font-normal text-text-3">{instances.length}</span>}
      </h2>
      <div
        className="max-h-[60vh] overflow-auto rounded-card border border-border bg-surface"
        tabIndex={0}
        role="group"
        aria-label={`${title} table`}
      >
        <table className="w-full min-w-[760px] table-fixed text-left">
          <thead className="sticky top-0 bg-surface text-meta text-text-3">
            <tr className="border-b border-border">
              {HEADS.map((head, index) => (
                <th
                  key={head}
                  scope="col"
                  className={classNames('h-8 px-3 font-medium last:text-right', WIDTHS[index])}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {instances.map((instance) => (
              <tr
                key={`${instance.appId} ${instance.instanceId}`}
                className="h-9 border-b border-border last:border-0 hover:bg-hover"
              >
                <td className="px-3">
                  <StatusBadge status={instance.status} />
                </td>
                <td className="truncate px-3">{instance.name}</td>
                <td className="px-3">
                  <InstanceId instance={instance} ends={ENDS} />
                </td>
                <td className="px-3">{instance.appId}</td>
                <td className="px-3">
                  <RelativeTime at={instance.createdAt} />
                </td>
                <td className="px-3 text-right">
                  <Duration from={instance.startedAt} until={instance.completedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
