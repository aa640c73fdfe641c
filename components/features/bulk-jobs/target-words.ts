import type { BulkJobJson } from '@/lib/api/bulk';
import { formatMany } from '@/components/shared/format-number';
import { formatDayTime } from '@/components/shared/format-time';
import { STATUS_STYLES } from '@/components/shared/status-styles';

/** What a job was asked for: "status: Running, app: orders" or "3 executions picked by hand". */
export function targetWords(target: BulkJobJson['target']): string {
  if (target.kind === 'selection') return `${formatMany(target.refs.length, 'execution')} picked by hand`;
  const { statuses, appIds, names, createdFrom, createdBefore, query } = target.filter;
  const words = [
    ...statuses.map((status) => `status: ${STATUS_STYLES[status].word}`),
    ...appIds.map((appId) => `app: ${appId}`),
    ...names.map((name) => `workflow: ${name}`),
    ...(createdFrom === undefined ? [] : [`created from ${formatDayTime(createdFrom, createdFrom)}`]),
    ...(createdBefore === undefined ? [] : [`created before ${formatDayTime(createdBefore, createdBefore)}`]),
    ...(query === undefined ? [] : [`“${query}”`]),
  ];
  return words.length === 0 ? 'All executions' : words.join(', ');
}
