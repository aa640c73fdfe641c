import type { ReactFlowInstance } from 'reactflow';

/** Moves the view by so many px of the screen, and leaves it alone where there is nothing to move. */
export function shiftView(flow: Pick<ReactFlowInstance, 'getViewport' | 'setViewport'>, byX: number, byY = 0): void {
  if (byX === 0 && byY === 0) return;
  const { x, y, zoom } = flow.getViewport();
  void flow.setViewport({ x: x + byX, y: y + byY, zoom });
}
