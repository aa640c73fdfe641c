import { classNames } from '@/components/ui/class-names';
import { merged } from './merged';

const MOST_BARS = 24;

/** How often something happened, at a glance; the figure itself stands beside it. `className` gives size and color. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string }) {
  const bars = merged(values, MOST_BARS);
  const most = Math.max(1, ...bars);
  return (
    <span aria-hidden className={classNames('flex items-end gap-px', className)}>
      {bars.map((value, index) => (
        <span
          key={index}
          style={value === 0 ? undefined : { height: `${(value / most) * 100}%` }}
          className={value === 0 ? 'h-px flex-1 bg-control/50' : 'min-h-[2px] flex-1 rounded-[1px] bg-current'}
        />
      ))}
    </span>
  );
}
