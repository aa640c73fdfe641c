import { durationWords, tickingWords } from '@/lib/domain/duration-words';
import type { Instant } from '@/lib/domain/instant';
import { triesOf } from '@/lib/graph/graph';
import { spanOf, type Lane, type RunLane, type Segment, type SegmentKind, type StepLane } from '@/lib/graph/timeline';
import { END_WORD, groupTitle, statusWord } from '@/lib/graph/node-words';

/** What the legend calls each kind of stretch. */
export const SEGMENT_WORDS: Record<SegmentKind, string> = {
  queued: 'queued',
  worked: 'worked',
  delayed: 'retry delay',
  waited: 'timer or wait',
  moment: 'event',
};

const VERBS: Record<SegmentKind, { readonly ended: string; readonly open: string }> = {
  queued: { ended: 'queued', open: 'queued for' },
  worked: { ended: 'ran', open: 'running for' },
  delayed: { ended: 'waited to retry', open: 'waiting to retry for' },
  waited: { ended: 'waited', open: 'waiting for' },
  moment: { ended: '', open: '' },
};

export type WordTimes = { readonly origin: Instant; readonly now: Instant };

/** What is written before the bars: the lane's name. */
export function laneTitle(lane: Lane): string {
  switch (lane.type) {
    case 'run':
      return lane.name;
    case 'step':
      return lane.step.name;
    case 'group':
      return groupTitle(lane.group);
  }
}

/** The whole lane in words: `ChargeCard, failed, attempt 3 of 3, started +1.60 s, ran 210 ms`. */
export function laneWords(lane: Lane, times: WordTimes): string {
  const { from } = spanOf(lane);
  const started = `started ${offsetWords(from - times.origin)}`;
  switch (lane.type) {
    case 'run':
      return [lane.name, runWord(lane), started, ...spans(lane.segments, times)].join(', ');
    case 'step':
      return [lane.step.name, statusWord(lane.step), ...tries(lane), started, ...lastSpans(lane, times)].join(', ');
    case 'group':
      return [groupTitle(lane.group), started, ...groupSpan(lane, times), `at most ${peakOf(lane)} at a time`].join(
        ', ',
      );
  }
}

/** One stretch in words, for the pointer: `worked 210 ms, attempt 3, from +1.60 s`. */
export function segmentWords(segment: Segment, { origin, now }: WordTimes): string {
  const { kind, from, to, attempt } = segment;
  const at = offsetWords(from - origin);
  if (kind === 'moment') return `at ${at}`;
  const span = to === undefined ? `${tickingWords(now - from)} so far` : durationWords(to - from);
  return `${SEGMENT_WORDS[kind]} ${span}${attempt > 1 ? `, attempt ${attempt}` : ''}, from ${at}`;
}

/** `+1.60 s` after the run was asked for. */
export function offsetWords(milliseconds: number): string {
  return `${milliseconds < 0 ? '−' : '+'}${durationWords(Math.abs(milliseconds))}`;
}

function runWord({ status }: RunLane): string {
  return status === undefined ? 'open' : END_WORD[status].toLowerCase();
}

function tries({ step }: StepLane): readonly string[] {
  const all = triesOf(step);
  if (all < 2) return [];
  return [step.attempts.length === all ? `attempt ${all} of ${all}` : `${all} attempts`];
}

/** Of the last attempt only: the row has room for what came of it. */
function lastSpans({ segments }: StepLane, times: WordTimes): readonly string[] {
  const last = segments.at(-1)?.attempt;
  return spans(
    segments.filter(({ attempt }) => attempt === last),
    times,
  );
}

function spans(segments: readonly Segment[], { now }: WordTimes): readonly string[] {
  return segments
    .filter(({ kind }) => kind !== 'moment')
    .map(({ kind, from, to }) => {
      const { ended, open } = VERBS[kind];
      return to === undefined ? `${open} ${tickingWords(now - from)}` : `${ended} ${durationWords(to - from)}`;
    });
}

function groupSpan(lane: Lane, { now }: WordTimes): readonly string[] {
  const { from, to } = spanOf(lane);
  return [to === undefined ? `running for ${tickingWords(now - from)}` : `ran ${durationWords(to - from)} in all`];
}

function peakOf({ levels }: Extract<Lane, { type: 'group' }>): number {
  return levels.reduce((most, { count }) => Math.max(most, count), 0);
}
