import type { FocusEvent, RefObject } from 'react';
import { useReactFlow } from 'reactflow';
import { shiftInto, within } from './shift-into';
import { shiftView } from './shift-view';

/** For the focus of a canvas: moves the view no more than it takes to see the node that keys have led to. */
export function useFocusInSight(canvas: RefObject<HTMLElement | null>): (event: FocusEvent<HTMLElement>) => void {
  const flow = useReactFlow();
  return ({ target }) => {
    if (target.dataset['nodeId'] === undefined || !target.matches(':focus-visible')) return;
    requestAnimationFrame(() => {
      if (canvas.current === null) return;
      scrollBack(target, canvas.current);
      const [seen, box] = [canvas.current.getBoundingClientRect(), target.getBoundingClientRect()];
      const byX = shiftInto({ start: box.left, end: box.right }, within(seen.left, seen.right));
      const byY = shiftInto({ start: box.top, end: box.bottom }, within(seen.top, seen.bottom));
      shiftView(flow, byX, byY);
    });
  };
}

/** The browser brings what gets the focus into view by scrolling also what only the canvas itself should move. */
function scrollBack(target: HTMLElement, canvas: HTMLElement): void {
  for (let around = target.parentElement; around !== null && around !== canvas; around = around.parentElement) {
    if (around.scrollTop !== 0 || around.scrollLeft !== 0) around.scrollTo(0, 0);
  }
}
