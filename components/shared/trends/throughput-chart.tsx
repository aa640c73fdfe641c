import type { TrendPointJson, TrendsJson } from '@/lib/api/trends';
import type { TrendRange } from '@/lib/domain/trend';
import { formatCount } from '../format-number';
import { STATUS_STYLES } from '../status-styles';
import { ChartCard, NothingHappened } from './chart-card';
import { PointPicker, type PointTarget } from './point-picker';
import { TimeAxis } from './time-axis';
import { endedPage, startedPage, type TrendSubject } from './trend-links';
import { endedOf, endedWords, spanOf, spanWords } from './trend-words';

export type ChartProps = {
  readonly trends: TrendsJson | undefined;
  readonly range: TrendRange;
  readonly subject: TrendSubject;
};

/** How many started, upwards, and how many ended, downwards; what failed stands farthest out and is never too thin to see. */
export function ThroughputChart({ trends, range, subject }: ChartProps) {
  return (
    <ChartCard title="Throughput" range={range} legend={<Legend totals={trends?.totals} />} trends={trends}>
      {(known, words) => <Plot trends={known} words={words} subject={subject} />}
    </ChartCard>
  );
}

function Plot({ trends, words, subject }: { trends: TrendsJson; words: string; subject: TrendSubject }) {
  const { points, totals } = trends;
  if (totals.started + endedOf(totals) === 0)
    return <NothingHappened>Nothing started or ended in {words}.</NothingHappened>;
  const most = Math.max(1, ...points.flatMap((point) => [point.started, endedOf(point)]));
  const sentence = `In ${words}, ${formatCount(totals.started)} started and ${endedWords(totals)}.`;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <div aria-hidden className="flex h-40 flex-col justify-between text-right text-meta text-text-3">
        <span>{formatCount(most)}</span>
        <span>0</span>
        <span>{formatCount(most)}</span>
      </div>
      <div className="relative h-40">
        <div role="img" aria-label={sentence} className="flex h-full">
          {points.map((point) => (
            <Column key={point.at} point={point} most={most} />
          ))}
        </div>
        <span aria-hidden className="absolute inset-x-0 top-1/2 border-t border-control" />
        <PointPicker
          count={points.length}
          lanes={2}
          targetOf={({ index, lane }) => targetOf(points[index], { trends, lane, subject })}
          detailOf={(index) => <PointDetail point={points[index]} trends={trends} />}
        />
      </div>
      <span />
      <TimeAxis trends={trends} />
    </div>
  );
}

function Column({ point, most }: { point: TrendPointJson; most: number }) {
  const height = (count: number) => ({ height: `${(count / most) * 100}%` });
  return (
    <div className="flex h-full flex-1 flex-col px-[0.5px]">
      <div className="flex h-1/2 flex-col justify-end pb-px">
        {point.started > 0 && <span style={height(point.started)} className="min-h-[2px] rounded-t-[1px] bg-control" />}
      </div>
      <div className="flex h-1/2 flex-col pt-px">
        {(['completed', 'terminated', 'failed'] as const).map(
          (status) =>
            point[status] > 0 && (
              <span key={status} style={height(point[status])} className={`min-h-[2px] ${STATUS_STYLES[status].bar}`} />
            ),
        )}
      </div>
    </div>
  );
}

type Aim = { readonly trends: TrendsJson; readonly lane: number; readonly subject: TrendSubject };

function targetOf(point: TrendPointJson | undefined, { trends, lane, subject }: Aim): PointTarget {
  if (point === undefined) return { href: '/instances', words: '' };
  const span = spanOf(point, trends);
  if (lane === 0) {
    return { href: startedPage(span, subject), words: `${spanWords(span)}: ${formatCount(point.started)} started` };
  }
  return { href: endedPage(span, subject), words: `${spanWords(span)}: ${endedWords(point)}` };
}

function PointDetail({ point, trends }: { point: TrendPointJson | undefined; trends: TrendsJson }) {
  if (point === undefined) return null;
  return (
    <>
      <span className="block text-text-3">{spanWords(spanOf(point, trends))}</span>
      <span className="block">{formatCount(point.started)} started</span>
      <span className="block">{endedWords(point)}</span>
    </>
  );
}

function Legend({ totals }: { totals: TrendsJson['totals'] | undefined }) {
  const count = (value: number | undefined) => (value === undefined ? '' : ` ${formatCount(value)}`);
  return (
    <>
      <Key className="bg-control">Started ↑{count(totals?.started)}</Key>
      <Key className={STATUS_STYLES.completed.bar}>Completed ↓{count(totals?.completed)}</Key>
      <Key className={STATUS_STYLES.failed.bar}>Failed ↓{count(totals?.failed)}</Key>
      {(totals?.terminated ?? 0) > 0 && (
        <Key className={STATUS_STYLES.terminated.bar}>Terminated ↓{count(totals?.terminated)}</Key>
      )}
    </>
  );
}

function Key({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className={`size-2.5 rounded-[2px] ${className}`} />
      {children}
    </span>
  );
}
