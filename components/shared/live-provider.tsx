'use client';

import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { applyLiveChange } from './apply-live-change';
import { ClockContext } from './clock-context';
import { openLiveSource } from './live-source';
import { createLiveStore, type LiveChange, type LiveState, type LiveStore } from './live-state';
import { queryKeys } from './query-keys';
import { createRefresher, restInSight } from './refresher';
import { useRuntimeState } from './use-runtime-state';

/** Trends change with everything that happens, and cost more to read than a list. */
const TRENDS_REST_MS = 4000;

type Live = { readonly store: LiveStore; readonly refresh: (queryKey: QueryKey) => void };

const LiveContext = createContext<Live | undefined>(undefined);

/** Follows the stream of changes for every page below, and stops their clocks while nothing new can arrive. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live] = useState<Live>(() => ({ store: createLiveStore(Date.now), refresh: createRefresher(client) }));

  useEffect(() => {
    const { store, refresh } = live;
    const refreshTrends = createRefresher(client, () => restInSight(TRENDS_REST_MS));
    const unsubscribe = store.onChange((change) => {
      applyLiveChange(client, refresh, change);
      if (change.kind === 'changes' && change.feed.changed.length > 0) refreshTrends(queryKeys.trends);
    });
    const close = openLiveSource({
      onChanges: store.receive,
      onConnection: (connection) => {
        store.connectionChanged(connection);
        refresh(queryKeys.runtime);
      },
    });
    const look = (): void => store.hiddenChanged(document.hidden);
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
      unsubscribe();
    };
  }, [client, live]);

  return (
    <LiveContext.Provider value={live}>
      <Clock store={live.store}>{children}</Clock>
    </LiveContext.Provider>
  );
}

function Clock({ store, children }: { store: LiveStore; children: ReactNode }) {
  const frozenAt = useSyncExternalStore(
    store.subscribe,
    () => store.read().frozenAt,
    () => undefined,
  );
  const { state, answeredAt } = useRuntimeState();
  const isAway = state === 'down' || state === 'unreachable';
  const [stoppedAt, setStoppedAt] = useState<number>();
  if (isAway && stoppedAt === undefined && answeredAt !== undefined) setStoppedAt(answeredAt);
  if (!isAway && stoppedAt !== undefined) setStoppedAt(undefined);
  return <ClockContext.Provider value={frozenAt ?? stoppedAt}>{children}</ClockContext.Provider>;
}

/** The state of the stream, and the switch that holds the view still. */
export function useLive(): LiveState & Pick<LiveStore, 'freeze' | 'unfreeze'> {
  const { store } = useLiveContext();
  const state = useSyncExternalStore(store.subscribe, store.read, store.readOnServer);
  return useMemo(() => ({ ...state, freeze: store.freeze, unfreeze: store.unfreeze }), [state, store]);
}

/** Calls the handler with each change while the page is mounted and not frozen. Keep the handler stable. */
export function useLiveChanges(handler: (change: LiveChange) => void): void {
  const { store } = useLiveContext();
  useEffect(() => store.onChange(handler), [store, handler]);
}

/** Reads a key's active queries again; asked often, it reads once at a time. */
export function useRefresh(): (queryKey: QueryKey) => void {
  return useLiveContext().refresh;
}

function useLiveContext(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error('live hooks need a LiveProvider above them');
  return live;
}
