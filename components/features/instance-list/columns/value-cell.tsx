'use client';

import { useQuery } from '@tanstack/react-query';
import DataLoader from 'dataloader';
import { postJson } from '@/lib/api/fetch-json';
import { valuesSchema, type ValueJson } from '@/lib/api/values';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import { Cut, None } from './cells';

type Wanted = { readonly appId: string; readonly instanceId: string; readonly path: string };

const MOST_REFS = 200;
/** Rows come into view one after the other; as many as come within this time are asked for together. */
const GATHER_MS = 15;

const loader = new DataLoader<Wanted, ValueJson>(readTogether, {
  cache: false,
  maxBatchSize: MOST_REFS,
  batchScheduleFn: (read) => setTimeout(read, GATHER_MS),
});

/** What stands at a place of an execution's payloads; read for the rows on screen alone. */
export function ValueCell({ instance, path }: { instance: InstanceSummary; path: string }) {
  const { appId, instanceId } = instance;
  const { data } = useQuery({
    queryKey: ['values', appId, instanceId, path, stateOf(instance, path)],
    queryFn: () => loader.load({ appId, instanceId, path }),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  if (data?.tooLarge === true) return <span className="text-text-3">too large</span>;
  return data?.text === undefined ? <None /> : <Cut text={data.text} />;
}

/** What a value can change with: an input with the run alone, an output with its end, a custom status at any time. */
function stateOf({ executionId, status, revision }: InstanceSummary, path: string): string {
  if (path.startsWith('input')) return executionId;
  return path.startsWith('output') ? `${executionId} ${status}` : String(revision);
}

async function readTogether(wanted: readonly Wanted[]): Promise<ValueJson[]> {
  const paths = [...new Set(wanted.map(({ path }) => path))];
  const refs = new Map(wanted.map(({ appId, instanceId }) => [refKey({ appId, instanceId }), { appId, instanceId }]));
  const body = { refs: [...refs.values()], paths };
  const { instances } = await postJson(valuesSchema, '/api/v1/instances/values', body);
  const found = new Map(instances.map((instance) => [refKey(instance), instance.values]));
  return wanted.map(({ path, ...ref }) => found.get(refKey(ref))?.[paths.indexOf(path)] ?? {});
}
