'use client';

import { useCallback, useContext, useSyncExternalStore } from 'react';
import type { Instant } from '@/lib/domain/instant';
import { ClockContext } from './clock-context';

const NEVER_TICKS = () => () => undefined;

/** The time now, in steps of `period` ms, re-rendering with each step; the stop time while the page's clocks stand still. */
export function useNow(period: number): Instant {
  const stoppedAt = useContext(ClockContext);
  const subscribe = useCallback((onTick: () => void) => subscribeTo(period, onTick), [period]);
  const read = useCallback(() => Math.floor(Date.now() / period) * period, [period]);
  const now = useSyncExternalStore(stoppedAt === undefined ? subscribe : NEVER_TICKS, read, read);
  return stoppedAt ?? now;
}

type Ticker = { readonly listeners: Set<() => void>; readonly timer: ReturnType<typeof setInterval> };

const tickers = new Map<number, Ticker>();

function subscribeTo(period: number, onTick: () => void): () => void {
  const ticker = tickers.get(period) ?? startTicker(period);
  ticker.listeners.add(onTick);
  return () => {
    ticker.listeners.delete(onTick);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    tickers.delete(period);
  };
}

function startTicker(period: number): Ticker {
  const listeners = new Set<() => void>();
  const timer = setInterval(() => listeners.forEach((listener) => listener()), period);
  const ticker = { listeners, timer };
  tickers.set(period, ticker);
  return ticker;
}
