import type { InstanceSummary } from '@/lib/domain/instance';
import type { InstanceFilter } from '@/lib/domain/instance-filter';

/** Whether an execution belongs in a filtered list; says what the store would say. */
export function matchesFilter(instance: InstanceSummary, filter: InstanceFilter): boolean {
  return (
    isAmong(instance.status, filter.statuses) &&
    isAmong(instance.appId, filter.appIds) &&
    isAmong(instance.name, filter.names) &&
    instance.createdAt >= (filter.createdFrom ?? -Infinity) &&
    instance.createdAt < (filter.createdBefore ?? Infinity) &&
    instance.instanceId.toLowerCase().includes((filter.text ?? '').toLowerCase())
  );
}

/** An empty list means "any". */
function isAmong<T>(value: T, wanted: readonly T[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}
