import type { TrendPointJson, TrendsJson } from '@/lib/api/trends';
import { durationWords } from '@/lib/domain/duration-words';
import { ChartCard, NothingHappened } from './chart-card';
import { durationScale, type DurationScale } from './duration-scale';
import { PercentileLine, PERCENTILES } from './percentile-line';
import { PointPicker, type PointTarget } from './point-picker';
import type { ChartProps } from './throughput-chart';
import { TimeAxis } from './time-axis';
import { endedPage, slowPage, type TrendSubject } from './trend-links';
import { endedWords, percentileWords, spanOf, spanWords } from './trend-words';

/** How long executions took, by when they ended; a click shows the slowest of a step. */
export function DurationChart({ trends, range, subject }: ChartProps) {
  return (
    <ChartCard title="Duration" range={range} legend={<Legend totals={trends?.totals} />} trends={trends}>
      {(known, words) => <Plot trends={known} words={words} subject={subject} />}
    </ChartCard>
  );
}

function Plot({ trends, words, subject }: { trends: TrendsJson; words: string; subject: TrendSubject }) {
  const { points, totals } = trends;
  const told = points.flatMap(({ p50, p95, p99 }) => [p50, p95, p99]).filter((each) => each !== undefined);
  const scale = durationScale(told);
  if (scale === undefined) {
    return <NothingHappened>Nothing ended in {words}.</NothingHappened>;
  }
  const figures = PERCENTILES.map(({ name }) => `${name} ${percentileWords(totals[name])}`).join(', ');
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <Marks scale={scale} />
      <div className="relative h-40">
        <svg
          role="img"
          aria-label={`Durations of what ended in ${words}: ${figures}.`}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {scale.marks.map((mark) => (
            <GridLine key={mark} y={100 - scale.place(mark) * 100} />
          ))}
          {PERCENTILES.map((look) => (
            <PercentileLine
              key={look.name}
              look={look}
              durations={points.map((point) => point[look.name])}
              scale={scale}
            />
          ))}
        </svg>
        <PointPicker
          count={points.length}
          lanes={1}
          targetOf={({ index }) => targetOf(points[index], trends, subject)}
          detailOf={(index) => <PointDetail point={points[index]} trends={trends} />}
        />
      </div>
      <span />
      <TimeAxis trends={trends} />
    </div>
  );
}

function Marks({ scale }: { scale: DurationScale }) {
  const every = Math.ceil(scale.marks.length / 6);
  const shown = scale.marks.filter((_, index) => index % every === 0);
  return (
    <div aria-hidden className="relative h-40 w-12 text-right text-meta text-text-3">
      {shown.map((mark) => (
        <span
          key={mark}
          style={{ bottom: `${scale.place(mark) * 100}%` }}
          className="absolute right-0 translate-y-1/2 whitespace-nowrap"
        >
          {durationWords(mark)}
        </span>
      ))}
    </div>
  );
}

function GridLine({ y }: { y: number }) {
  return <line x1={0} x2={100} y1={y} y2={y} vectorEffect="non-scaling-stroke" className="stroke-border" />;
}

function targetOf(point: TrendPointJson | undefined, trends: TrendsJson, subject: TrendSubject): PointTarget {
  if (point === undefined) return { href: '/instances', words: '' };
  const span = spanOf(point, trends);
  if (point.p95 === undefined) {
    return { href: endedPage(span, subject), words: `${spanWords(span)}: ${endedWords(point)}` };
  }
  const figures = PERCENTILES.map(({ name }) => `${name} ${percentileWords(point[name])}`).join(', ');
  return { href: slowPage(span, point.p95, subject), words: `${spanWords(span)}: ${figures}, at p95 and over` };
}

function PointDetail({ point, trends }: { point: TrendPointJson | undefined; trends: TrendsJson }) {
  if (point === undefined) return null;
  return (
    <>
      <span className="block text-text-3">{spanWords(spanOf(point, trends))}</span>
      {PERCENTILES.map(({ name }) => (
        <span key={name} className="block">
          {name} {percentileWords(point[name])}
        </span>
      ))}
      <span className="block text-text-2">{endedWords(point)}</span>
    </>
  );
}

function Legend({ totals }: { totals: TrendsJson['totals'] | undefined }) {
  return PERCENTILES.map(({ name, dash, stroke }) => (
    <span key={name} className="flex items-center gap-1.5 whitespace-nowrap">
      <svg aria-hidden viewBox="0 0 18 4" className="h-1 w-4.5">
        <line x1={0} x2={18} y1={2} y2={2} strokeWidth={2} strokeDasharray={dash} className={stroke} />
      </svg>
      {name} {totals === undefined ? '' : percentileWords(totals[name])}
    </span>
  ));
}
