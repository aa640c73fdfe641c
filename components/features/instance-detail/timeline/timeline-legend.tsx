import { classNames } from '@/components/ui/class-names';
import { barStyle, HOLD_BANDS } from './bar-styles';
import { SEGMENT_WORDS } from './lane-words';

const ENDED = { status: 'completed', to: 0 } as const;
const KEYS = [
  { word: SEGMENT_WORDS.queued, look: barStyle({ kind: 'queued', ...ENDED }) },
  { word: SEGMENT_WORDS.worked, look: barStyle({ kind: 'worked', ...ENDED }) },
  { word: 'running', look: barStyle({ kind: 'worked', status: 'scheduled', to: undefined }) },
  { word: 'failed', look: barStyle({ kind: 'worked', status: 'failed', to: 0 }) },
  { word: SEGMENT_WORDS.delayed, look: barStyle({ kind: 'delayed', ...ENDED }) },
  { word: SEGMENT_WORDS.waited, look: barStyle({ kind: 'waited', ...ENDED }) },
  { word: SEGMENT_WORDS.moment, look: 'size-2 rotate-45 bg-text-2' },
  { word: 'suspended', look: `h-3.5 ${HOLD_BANDS.suspension}` },
  { word: 'stalled', look: `h-3.5 ${HOLD_BANDS.stall}` },
] as const;

/** What the bars mean, and what they cannot tell. */
export function TimelineLegend() {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-meta text-text-2">
      <ul aria-label="Legend" className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {KEYS.map(({ word, look }) => (
          <li key={word} className="flex items-center gap-1.5">
            <span aria-hidden className={classNames('block', word === SEGMENT_WORDS.moment ? '' : 'w-5', look)} />
            {word}
          </li>
        ))}
      </ul>
      <p className="text-text-3">
        The bar of an activity begins when it was asked for: when a worker took it is not recorded. Drag above the lanes
        to zoom; Alt and hover measures.
      </p>
    </div>
  );
}
