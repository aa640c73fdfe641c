'use client';

import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { fetchJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema } from '@/lib/api/schemas';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { indentJson } from '@/components/shared/forms/indent-json';
import { recentQuery } from '@/components/shared/queries';
import { Button } from '@/components/ui/button';

export type LastInputProps = { appId: string; name: string; onTake: (input: string) => void };

/** Offers what the workflow was started with the last time. */
export function LastInput({ appId, name, onTake }: LastInputProps) {
  const filter = { ...NO_FILTER, appIds: [appId], names: [name] };
  const { data } = useQuery({ ...recentQuery(filter, 1), enabled: name !== '' });
  const last = data?.instances[0];
  const { data: detail } = useQuery({
    queryKey: ['start', 'last-input', appId, last?.instanceId],
    queryFn: ({ signal }) =>
      fetchJson(instanceDetailSchema, instancePath({ appId, instanceId: last?.instanceId ?? '' }), { signal }),
    enabled: last !== undefined,
  });
  const input = detail?.instance.input;
  if (last === undefined || input === undefined) return null;
  return (
    <Button variant="ghost" size="compact" className="mt-1 -ml-2" onClick={() => onTake(indentJson(input))}>
      <History aria-hidden strokeWidth={1.75} />
      <span className="max-w-96 truncate">Take the input of {last.instanceId}</span>
    </Button>
  );
}
