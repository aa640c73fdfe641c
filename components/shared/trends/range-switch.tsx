import { TREND_RANGE_NAMES, TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { classNames } from '@/components/ui/class-names';

/** Chooses how far back trends go. */
export function RangeSwitch({ range, onChange }: { range: TrendRange; onChange: (range: TrendRange) => void }) {
  return (
    <div role="group" aria-label="Range of trends" className="flex rounded-control border border-control bg-surface">
      {TREND_RANGE_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === range}
          onClick={() => onChange(name)}
          className={classNames(
            'h-[30px] min-w-12 px-2 font-medium text-text-2 first:rounded-l-control last:rounded-r-control',
            'transition-colors duration-[80ms] hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text',
          )}
        >
          {TREND_RANGES[name].words}
        </button>
      ))}
    </div>
  );
}
