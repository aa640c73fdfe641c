import { placeBoxes, type Direction, type Layout, type Size } from '../place-boxes';
import type { Aggregate, AggregatePoint } from './aggregate';

/** How large a point is drawn; never depends on what is counted, so that a live graph keeps still. */
export function sizeOfPoint({ type }: AggregatePoint): Size {
  return type === 'step' ? { width: 224, height: 64 } : { width: 176, height: 36 };
}

/** Places every point; the path that most runs took is the straightest. */
export function layoutAggregate({ points, edges, runs }: Aggregate, direction: Direction): Layout {
  const boxes = points.map((point) => ({ id: point.id, ...sizeOfPoint(point) }));
  const lines = edges.map(({ from, to, runs: own }) => ({ from, to, weight: 1 + Math.round((10 * own) / runs) }));
  return placeBoxes(boxes, lines, direction);
}
