import { useEffect, useRef, type RefObject } from 'react';

/** The focus of a canvas as long as it is on a node: canvases draw nodes anew, and leave out those out of sight. */
export type HeldFocus = {
  /** Id of the node that keys act on, drawn or not; undefined while the focus is elsewhere. */
  readonly held: RefObject<string | undefined>;
  /** Gives the focus to a node: at once when it is drawn, else as soon as it is. */
  readonly give: (id: string) => void;
};

/** Gives a node its focus back when it is drawn again, unless the reader has gone elsewhere in the meantime. */
export function useHeldFocus(canvas: RefObject<HTMLElement | null>): HeldFocus {
  const held = useRef<string>(undefined);
  const give = (id: string) => {
    held.current = id;
    focusNode(canvas.current, id);
  };
  useEffect(() => {
    const around = canvas.current;
    if (around === null) return;
    const drawn = new MutationObserver(() => focusNode(around, held.current));
    drawn.observe(around, { childList: true, subtree: true });
    const onFocus = ({ target }: FocusEvent) => {
      held.current = target instanceof HTMLElement && around.contains(target) ? target.dataset['nodeId'] : undefined;
    };
    const onPoint = ({ target }: PointerEvent) => {
      const node = target instanceof Element ? target.closest('[data-node-id]') : null;
      if (node === null || node !== document.activeElement) held.current = undefined;
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPoint, true);
    return () => {
      drawn.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPoint, true);
    };
  }, [canvas]);
  return { held, give };
}

function focusNode(canvas: HTMLElement | null, id: string | undefined): void {
  if (id === undefined) return;
  const node = canvas?.querySelector<HTMLElement>(`[data-node-id="${CSS.escape(id)}"]`);
  if (node !== document.activeElement) node?.focus();
}
