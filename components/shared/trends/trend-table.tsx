import type { TrendsJson } from '@/lib/api/trends';
import { formatCount } from '../format-number';
import { percentileWords, spanOf, spanWords } from './trend-words';

const HEADS = ['Time', 'Started', 'Completed', 'Failed', 'Terminated', 'p50', 'p95', 'p99'];

/** The figures of the charts for those who do not see them: the steps in which anything happened. */
export function TrendTable({ trends, words }: { trends: TrendsJson; words: string }) {
  const rows = trends.points.filter((point) => point.started + point.completed + point.failed + point.terminated > 0);
  return (
    <div className="sr-only">
      <table>
        <caption>Throughput and durations in {words}</caption>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((point) => (
            <tr key={point.at}>
              <th scope="row">{spanWords(spanOf(point, trends))}</th>
              {[point.started, point.completed, point.failed, point.terminated].map((count, index) => (
                <td key={HEADS[index + 1]}>{formatCount(count)}</td>
              ))}
              {[point.p50, point.p95, point.p99].map((duration, index) => (
                <td key={HEADS[index + 5]}>{percentileWords(duration)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
