import { durationWords } from '@/lib/domain/duration-words';
import type { AggregateJson } from '@/lib/api/schemas';
import { formatCount, formatMany, formatShare } from '@/components/shared/format-number';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { STEP_KINDS } from '@/components/shared/step-kinds';
import type { StepPoint } from './heat';

type Point = AggregateJson['points'][number];

/** What a point is called. */
export function pointTitle(point: Point): string {
  if (point.type === 'start') return 'Start';
  if (point.type === 'end') return STATUS_STYLES[point.status].word;
  return point.name === '' ? `Unnamed ${STEP_KINDS[point.kind].word}` : point.name;
}

/** How often a step failed; nothing for one that never did. */
export function failedWords({ failedRuns, runs }: StepPoint): string | undefined {
  return failedRuns > 0 ? `${formatShare(failedRuns, runs)} failed` : undefined;
}

/** What else the line below the name of a step says. */
export function pointFacts({ kind, runs, calls, openRuns, duration }: StepPoint): readonly string[] {
  const waits = kind === 'event' || kind === 'timer';
  return [
    ...(duration === undefined
      ? []
      : [waits ? `waits p50 ${durationWords(duration.p50)}` : `p95 ${durationWords(duration.p95)}`]),
    ...(calls > runs ? [`×${(calls / runs).toFixed(1)} avg`] : []),
    ...(openRuns > 0 ? [`${formatCount(openRuns)} ${waits ? 'waiting' : 'open'}`] : []),
  ];
}

/** What a screen reader says for a point. */
export function pointLabel(point: Point): string {
  const count = formatMany(point.runs, 'execution');
  if (point.type !== 'step') return `${pointTitle(point)}, ${count}`;
  const facts = [
    `${STEP_KINDS[point.kind].word} ${pointTitle(point)}`,
    count,
    failedWords(point),
    ...pointFacts(point),
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}
