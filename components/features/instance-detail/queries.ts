import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { historyPageSchema, instanceDetailSchema, stepsSchema } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { queryKeys } from '@/components/shared/query-keys';
import { pause } from '@/components/shared/refresher';
import { readWholeHistory, type History } from './read-history';

/** The longest text that an event keeps where only lists and graphs are drawn: as much as a line shows. */
const CUT = 300;

/** A history of more events takes long to draw, so one that grows all the time is read less often the longer it is. */
const LONG = 20_000;
const REST_PER_EVENT = 1 / 40;

const LOOK_AGAIN_MS = { open: 5_000, ended: 30_000 };

/** `lines`: enough of each payload for a line; `whole`: all of it, for who has to compare. */
export type Payloads = 'lines' | 'whole';

/** The instance with its payloads and relatives. */
export function detailQuery(ref: InstanceRef) {
  return queryOptions({
    queryKey: queryKeys.detail(ref),
    queryFn: ({ signal }) => fetchJson(instanceDetailSchema, instancePath(ref), { signal }),
    refetchInterval: ({ state }) => restOf(state.data?.instance),
  });
}

/** An execution of a cluster is looked at again, since the cluster tells nobody of changes; the mirror tells of those it finds. */
function restOf(instance: InstanceDetail | undefined): number | false {
  if (instance?.asOf === undefined) return false;
  return hasEnded(instance.status) ? LOOK_AGAIN_MS.ended : LOOK_AGAIN_MS.open;
}

/** The steps of which history does not tell all: results that came too late, tries that the runtime repeats. */
export function stepsQuery(ref: InstanceRef) {
  return queryOptions({
    queryKey: queryKeys.steps(ref),
    queryFn: ({ signal }) => fetchJson(stepsSchema, instancePath(ref, 'steps?which=untold'), { signal }),
  });
}

export type HistoryQuery = { readonly client: QueryClient; readonly payloads?: Payloads };

/** The whole history, read in pages from both ends that show as they come; a later read only reads what is new. */
export function historyQuery(ref: InstanceRef, { client, payloads = 'lines' }: HistoryQuery) {
  const queryKey = queryKeys.history(ref, payloads);
  const tail = payloads === 'lines' ? `&cut=${CUT}` : '';
  return queryOptions({
    queryKey,
    // To look for what two histories have in common would take longer than to draw the new one.
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<History> => {
      const { data: last, dataUpdatedAt = 0 } = client.getQueryState<History>(queryKey) ?? {};
      const known = last?.complete === true ? last.entries.filter(({ pending }) => !pending) : [];
      if (known.length > LONG) {
        await pause(Math.max(0, dataUpdatedAt + known.length * REST_PER_EVENT - Date.now()));
      }
      return readWholeHistory(known, {
        readPage: (from, limit) =>
          fetchJson(historyPageSchema, instancePath(ref, `history?from=${from}&limit=${limit}${tail}`), { signal }),
        onPart: (history) => client.setQueryData(queryKey, history),
      });
    },
  });
}

/** One event with all of its payload. */
export function eventQuery(ref: InstanceRef, sequence: number) {
  return queryOptions({
    queryKey: queryKeys.event(ref, sequence),
    queryFn: async ({ signal }) => {
      const path = instancePath(ref, `history?from=${sequence}&limit=1`);
      return (await fetchJson(historyPageSchema, path, { signal })).entries[0] ?? null;
    },
  });
}

/** True when the server says that there is no such execution. */
export function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found';
}
