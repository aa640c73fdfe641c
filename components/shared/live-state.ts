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

/**
 * `resync`: changes may have been missed (first connection, reconnect, end of a freeze, a tab that comes to the front); read
 * everything again.
 */
export type LiveChange = { readonly kind: 'changes'; readonly feed: ChangeFeedJson } | { readonly kind: 'resync' };

export type LiveStore = ReturnType<typeof createLiveStore>;

const START: LiveState = { connection: 'connecting', frozenAt: undefined, heldBack: 0, heardAt: undefined };

/**
 * Holds the state of the stream and hands changes on, or counts them while the view is frozen. A tab that nobody sees reads
 * nothing: it remembers that there was something, and reads once when it is looked at.
 */
export function createLiveStore(now: () => Instant) {
  let state = START;
  const held = new Set<string>();
  const stateListeners = new Set<() => void>();
  const door = createDoor();

  const set = (part: Partial<LiveState>) => {
    state = { ...state, ...part };
    stateListeners.forEach((listener) => listener());
  };
  return {
    read: () => state,
    readOnServer: () => START,
    subscribe: (listener: () => void) => addTo(stateListeners, listener),
    onChange: door.onChange,
    receive: (feed: ChangeFeedJson) => {
      if (state.frozenAt === undefined) {
        set({ heardAt: now() });
        door.emit({ kind: 'changes', feed });
        return;
      }
      for (const ref of [...feed.changed, ...feed.purged]) held.add(refKey(ref));
      set({ heardAt: now(), heldBack: held.size });
    },
    connectionChanged: (connection: Connection) => {
      if (connection === state.connection) return;
      set({ connection, heardAt: connection === 'live' ? now() : state.heardAt });
      if (connection === 'live' && state.frozenAt === undefined) door.emit({ kind: 'resync' });
    },
    /** Whether anybody can see the page. */
    hiddenChanged: (hidden: boolean) => {
      if (door.hiddenChanged(hidden) && state.frozenAt === undefined) door.emit({ kind: 'resync' });
    },
    freeze: () => {
      if (state.frozenAt === undefined) set({ frozenAt: now() });
    },
    unfreeze: () => {
      if (state.frozenAt === undefined) return;
      held.clear();
      set({ frozenAt: undefined, heldBack: 0 });
      door.emit({ kind: 'resync' });
    },
  };
}

/** Hands changes on while the page is seen, and otherwise remembers that there were some. */
function createDoor() {
  const listeners = new Set<(change: LiveChange) => void>();
  let isHidden = false;
  let hasMissed = false;
  return {
    onChange: (listener: (change: LiveChange) => void) => addTo(listeners, listener),
    emit: (change: LiveChange) => {
      if (isHidden) hasMissed = true;
      else listeners.forEach((listener) => listener(change));
    },
    /** True when the page is seen again and something was missed. */
    hiddenChanged: (hidden: boolean): boolean => {
      isHidden = hidden;
      const isBehind = !hidden && hasMissed;
      if (isBehind) hasMissed = false;
      return isBehind;
    },
  };
}

function addTo<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
