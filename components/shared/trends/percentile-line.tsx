import type { DurationScale } from './duration-scale';

/** How the line of each percentile is drawn: by its dashes, whatever its color. */
export const PERCENTILES = [
  { name: 'p50', dash: undefined, stroke: 'stroke-text' },
  { name: 'p95', dash: '5 3', stroke: 'stroke-text-2' },
  { name: 'p99', dash: '1 3', stroke: 'stroke-text-2' },
] as const;

export type PercentileLook = (typeof PERCENTILES)[number];

type PercentileLineProps = {
  readonly look: PercentileLook;
  readonly durations: readonly (number | undefined)[];
  readonly scale: DurationScale;
};

/** A line over a field of 100 by 100 that ends where nothing is known; what stands alone is a short dash. */
export function PercentileLine({ look: { dash, stroke }, durations, scale }: PercentileLineProps) {
  return (
    <path
      d={pathOf(durations, scale)}
      fill="none"
      strokeWidth={1.5}
      strokeDasharray={dash}
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
      className={stroke}
    />
  );
}

function pathOf(durations: readonly (number | undefined)[], scale: DurationScale): string {
  const width = 100 / durations.length;
  return durations
    .map((duration, index) => {
      if (duration === undefined) return '';
      const y = (100 - scale.place(duration) * 100).toFixed(2);
      const isAlone = durations[index - 1] === undefined && durations[index + 1] === undefined;
      if (isAlone) return `M${(index * width).toFixed(2)} ${y}h${width.toFixed(2)}`;
      return `${durations[index - 1] === undefined ? 'M' : 'L'}${((index + 0.5) * width).toFixed(2)} ${y}`;
    })
    .join('');
}
