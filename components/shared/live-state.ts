import type { ChangeFeedJson } from '@/lib/api/schemas';
import { refKey } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';

export type Connection = 'connecting' | 'live' | 'lost';

/** What pages show about the stream. */
export type LiveState = {
  readonly connection: Connection;
  /** Set while a person holds the view still. */
  readonly frozenAt: Instant | undefined;
  /** How many executions changed since then. */
  readonly heldBack: number;
  /** When the stream last said something. */
  readonly heardAt: Instant | undefined;
};

/** `resync`: changes may have been missed (first connection, reconnect, end of a freeze); read everything again. */
export type LiveChange = { readonly kind: 'changes'; readonly feed: ChangeFeedJson } | { readonly kind: 'resync' };

export type LiveStore = ReturnType<typeof createLiveStore>;

const START: LiveState = { connection: 'connecting', frozenAt: undefined, heldBack: 0, heardAt: undefined };

/** Holds the state of the stream and hands changes on, or counts them while the view is frozen. */
export function createLiveStore(now: () => Instant) {
  let state = START;
  const held = new Set<string>();
  const stateListeners = new Set<() => void>();
  const changeListeners = new Set<(change: LiveChange) => void>();

  const set = (part: Partial<LiveState>) => {
    state = { ...state, ...part };
    stateListeners.forEach((listener) => listener());
  };
  const emit = (change: LiveChange) => changeListeners.forEach((listener) => listener(change));

  return {
    read: () => state,
    readOnServer: () => START,
    subscribe: (listener: () => void) => addTo(stateListeners, listener),
    onChange: (listener: (change: LiveChange) => void) => addTo(changeListeners, listener),
    receive: (feed: ChangeFeedJson) => {
      if (state.frozenAt === undefined) {
        set({ heardAt: now() });
        emit({ kind: 'changes', feed });
        return;
      }
      for (const ref of [...feed.changed, ...feed.purged]) held.add(refKey(ref));
      set({ heardAt: now(), heldBack: held.size });
    },
    connectionChanged: (connection: Connection) => {
      if (connection === state.connection) return;
      set({ connection, heardAt: connection === 'live' ? now() : state.heardAt });
      if (connection === 'live' && state.frozenAt === undefined) emit({ kind: 'resync' });
    },
    freeze: () => {
      if (state.frozenAt === undefined) set({ frozenAt: now() });
    },
    unfreeze: () => {
      if (state.frozenAt === undefined) return;
      held.clear();
      set({ frozenAt: undefined, heldBack: 0 });
      emit({ kind: 'resync' });
    },
  };
}

function addTo<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
