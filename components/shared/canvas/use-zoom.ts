import { useEffect, type RefObject } from 'react';
import { useStore, useStoreApi } from 'reactflow';

/** Below this scale only what is important is named: a name has no room for letters of 12 px on the screen. */
export const SMALLEST = 0.5;

export type ZoomLevel = 'far' | 'mid' | 'near';

/** How close the view is, in the three steps that change what nodes say. */
export function useZoomLevel(): ZoomLevel {
  return useStore(({ transform: [, , zoom] }) => {
    if (zoom < SMALLEST) return 'far';
    return zoom <= 0.8 ? 'mid' : 'near';
  });
}

/** Tells the style sheet how close the view is, without drawing anything anew: text never gets smaller than 12 px. */
export function useZoomVariable(box: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    const tell = () => box.current?.style.setProperty('--zoom', String(store.getState().transform[2]));
    tell();
    return store.subscribe(tell);
  }, [box, store]);
}
