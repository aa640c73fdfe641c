import { Position } from 'reactflow';

/** Props of every canvas: it is looked at, moved and zoomed; its nodes stay where they are, and keys are ours. */
export const CANVAS_OPTIONS = {
  className: 'perdure-canvas',
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  deleteKeyCode: null,
  disableKeyboardA11y: true,
  attributionPosition: 'top-left',
  minZoom: 0.1,
  maxZoom: 2,
} as const;

/** Props of a node's anchor: a point, so that edges touch the boxes. */
export const ANCHOR = {
  isConnectable: false,
  className: 'invisible',
  style: { width: 1, height: 1, minWidth: 0, minHeight: 0, border: 0 },
} as const;

/** Where edges come in and go out. */
export function anchorSides(direction: 'down' | 'right'): readonly [Position, Position] {
  return direction === 'down' ? [Position.Top, Position.Bottom] : [Position.Left, Position.Right];
}
