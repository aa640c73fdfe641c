import { useQuery } from '@tanstack/react-query';
import type { InstanceSummary } from '@/lib/domain/instance';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { recentQuery } from '@/components/shared/queries';
import type { Execution } from '../use-execution';

export type OtherRun = { readonly why: string; readonly instance: InstanceSummary };

/** What an execution is likely to be compared with: what it was rerun from, its reruns, the last that completed. */
export function useOtherRuns({ instance, related }: Pick<Execution, 'instance' | 'related'>): readonly OtherRun[] {
  const { appId, instanceId, name } = instance;
  const filter = { ...NO_FILTER, appIds: [appId], names: [name], statuses: ['completed' as const] };
  const { data } = useQuery(recentQuery(filter, 2));
  const origin = related.rerunOf === undefined ? [] : [{ why: 'Rerun of', instance: related.rerunOf }];
  const reruns = related.reruns.map((rerun) => ({ why: 'Rerun', instance: rerun }));
  const known = [...origin, ...reruns];
  const taken = new Set([instanceId, ...known.map((other) => other.instance.instanceId)]);
  const last = data?.instances.find((other) => !taken.has(other.instanceId));
  return last === undefined ? known : [...known, { why: `Last completed ${name}`, instance: last }];
}
