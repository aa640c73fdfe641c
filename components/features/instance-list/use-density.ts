'use client';

import { useSyncExternalStore } from 'react';

export type Density = 'comfortable' | 'compact';

export const ROW_HEIGHT: Record<Density, number> = { comfortable: 36, compact: 28 };

const KEY = 'perdure-density';
const listeners = new Set<() => void>();

/** How tall rows are; remembered in this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const density = useSyncExternalStore(subscribe, read, () => 'comfortable' as const);
  return [density, write];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Density {
  return localStorage.getItem(KEY) === 'compact' ? 'compact' : 'comfortable';
}

function write(density: Density): void {
  localStorage.setItem(KEY, density);
  listeners.forEach((listener) => listener());
}
