import { TREND_RANGE_NAMES, TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { Segments } from '@/components/ui/segments';

const RANGES = TREND_RANGE_NAMES.map((name) => ({ value: name, label: TREND_RANGES[name].words }));

/** Chooses how far back trends go. */
export function RangeSwitch({ range, onChange }: { range: TrendRange; onChange: (range: TrendRange) => void }) {
  return <Segments label="Range of trends" segments={RANGES} value={range} onChange={onChange} />;
}
