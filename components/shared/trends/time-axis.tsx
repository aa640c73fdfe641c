import type { TrendsJson } from '@/lib/api/trends';
import { axisWords } from './trend-words';

const LABELS = 4;

/** Times below a chart, each where its step begins; the last step ends now. */
export function TimeAxis({ trends }: { trends: TrendsJson }) {
  const { points } = trends;
  const every = Math.max(1, Math.round(points.length / LABELS));
  return (
    <div aria-hidden className="relative mt-1 h-4 text-meta text-text-3">
      {points.map(
        ({ at }, index) =>
          index % every === 0 && (
            <span key={at} className="absolute whitespace-nowrap" style={{ left: `${(index / points.length) * 100}%` }}>
              {axisWords(at, trends)}
            </span>
          ),
      )}
      <span className="absolute right-0">now</span>
    </div>
  );
}
