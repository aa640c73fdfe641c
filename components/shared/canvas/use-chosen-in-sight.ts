import { useEffect, type RefObject } from 'react';
import { useReactFlow, useStore } from 'reactflow';
import { shiftInto, within, type Reach } from './shift-into';
import { shiftView } from './shift-view';

/** Moves the view no more than it takes to see the whole box of the chosen node beside the panel that tells about it. */
export function useChosenInSight(canvas: RefObject<HTMLElement | null>, chosen: string | undefined): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  useEffect(() => {
    if (chosen === undefined || width === 0) return;
    const frame = requestAnimationFrame(() => {
      const box = canvas.current?.querySelector(`[data-node-id="${CSS.escape(chosen)}"]`)?.getBoundingClientRect();
      const seen = canvas.current === null ? undefined : seenOf(canvas.current);
      const shift = box === undefined || seen === undefined ? 0 : shiftInto({ start: box.left, end: box.right }, seen);
      shiftView(flow, shift);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, chosen, flow, width]);
}

/** From where to where the canvas can be seen: on very narrow screens the panel lies over its right. */
function seenOf(canvas: HTMLElement): Reach {
  const { left, right } = canvas.getBoundingClientRect();
  const panel = document.querySelector('[data-side-panel]')?.getBoundingClientRect();
  return within(left, Math.min(right, panel?.left ?? right));
}
