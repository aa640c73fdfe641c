import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { historyPageSchema, instanceDetailSchema, stepsSchema, type HistoryPageJson } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '@/components/shared/query-keys';

const PAGE = 1000;

export type History = HistoryPageJson & { readonly complete: boolean };
type Entry = HistoryPageJson['entries'][number];

/** The instance with its payloads and relatives. */
export function detailQuery(ref: InstanceRef) {
  return queryOptions({
    queryKey: queryKeys.detail(ref),
    queryFn: ({ signal }) => fetchJson(instanceDetailSchema, instancePath(ref), { signal }),
  });
}

/** The steps as the store keeps them; they alone know of results that came too late. */
export function stepsQuery(ref: InstanceRef) {
  return queryOptions({
    queryKey: queryKeys.steps(ref),
    queryFn: ({ signal }) => fetchJson(stepsSchema, instancePath(ref, 'steps'), { signal }),
  });
}

/**
 * The whole history, read in pages that show as they come. What was committed never changes, so a later read begins
 * where the one before ended, unless the run continued as new meanwhile.
 */
export function historyQuery(ref: InstanceRef, client: QueryClient) {
  const queryKey = queryKeys.history(ref);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<History> => {
      const known = client.getQueryData<History>(queryKey)?.entries.filter(({ pending }) => !pending) ?? [];
      let entries = known;
      for (;;) {
        const overlap = entries.at(-1);
        const from = overlap === undefined ? 0 : entries.length - 1;
        const page = await fetchJson(historyPageSchema, historyPath(ref, from), { signal });
        if (overlap !== undefined && !isSame(overlap, page.entries[0])) {
          entries = [];
          continue;
        }
        entries = overlap === undefined ? page.entries : [...entries, ...page.entries.slice(1)];
        const complete = entries.length >= page.total || page.entries.length <= 1;
        const history = { ...page, entries, complete };
        if (complete) return history;
        if (known.length === 0) client.setQueryData(queryKey, history);
      }
    },
  });
}

function historyPath(ref: InstanceRef, from: number): string {
  return instancePath(ref, `history?from=${from}&limit=${PAGE}`);
}

function isSame(one: Entry, other: Entry | undefined): boolean {
  if (other === undefined) return false;
  return one.event.kind === other.event.kind && one.event.at === other.event.at && one.sequence === other.sequence;
}

/** True when the server says that there is no such execution. */
export function isGone(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_found';
}
