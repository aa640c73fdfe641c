import type { AggregateJson } from '@/lib/api/schemas';
import { sizeOfPoint } from '@/lib/graph/aggregate/layout-aggregate';
import type { Layout } from '@/lib/graph/place-boxes';

type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
type Spot = { readonly id: string; readonly x: number; readonly y: number };

const STEPS: Record<Arrow, readonly [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
/** Pixels that a point without an edge to this one counts as farther away. */
const UNLINKED = 10_000;

/** The point that an arrow key leads to: the nearest in that direction, those that share an edge with this one first. */
export function nextPoint(
  { points, edges }: Pick<AggregateJson, 'points' | 'edges'>,
  layout: Layout,
  at: { readonly id: string; readonly key: string },
): string | undefined {
  if (!isArrow(at.key)) return undefined;
  const [dx, dy] = STEPS[at.key];
  const spots = points.flatMap((point): readonly Spot[] => {
    const place = layout.get(point.id);
    const { width, height } = sizeOfPoint(point);
    return place === undefined ? [] : [{ id: point.id, x: place.x + width / 2, y: place.y + height / 2 }];
  });
  const own = spots.find(({ id }) => id === at.id);
  if (own === undefined) return undefined;
  const linked = new Set(
    edges.filter(({ from, to }) => [from, to].includes(at.id)).flatMap(({ from, to }) => [from, to]),
  );
  const found = spots.flatMap(({ id, x, y }) => {
    const ahead = (x - own.x) * dx + (y - own.y) * dy;
    const aside = Math.abs((x - own.x) * dy) + Math.abs((y - own.y) * dx);
    return ahead > 1 ? [{ id, distance: ahead + 2 * aside + (linked.has(id) ? 0 : UNLINKED) }] : [];
  });
  return found.toSorted((one, other) => one.distance - other.distance)[0]?.id;
}

function isArrow(key: string): key is Arrow {
  return key in STEPS;
}
