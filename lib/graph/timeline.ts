import type { CompletionStatus } from '@/lib/domain/history-event';
import { refKey } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { StepStatus } from '@/lib/domain/step';
import { levelsOf, type Level } from './concurrency';
import { foldSiblings } from './fold-siblings';
import { lastAttempt, type Attempt, type Graph, type GroupNode, type HoldNode, type StepNode } from './graph';

/**
 * What a stretch of a lane stands for. `queued`: nobody had taken it yet, known of runs and child workflows only, for
 * nothing records when a worker takes an activity. `worked`: an activity from request to result, its queue time included;
 * a run or child from its first turn on. `moment`: no time passed.
 */
export type SegmentKind = 'queued' | 'worked' | 'delayed' | 'waited' | 'moment';

export type Segment = {
  readonly kind: SegmentKind;
  readonly from: Instant;
  /** `undefined` while it goes on. */
  readonly to: Instant | undefined;
  readonly status: StepStatus;
  readonly attempt: number;
};

export type RunLane = {
  readonly type: 'run';
  readonly id: 'run';
  readonly name: string;
  /** `undefined` while the run is open. */
  readonly status: CompletionStatus | undefined;
  readonly segments: readonly Segment[];
};
/** One step; every further attempt goes on in the same lane. */
export type StepLane = {
  readonly type: 'step';
  readonly id: string;
  readonly step: StepNode;
  readonly segments: readonly Segment[];
};
/** Parallel siblings, drawn as how many of them were open at a time. */
export type GroupLane = {
  readonly type: 'group';
  readonly id: string;
  readonly group: GroupNode;
  readonly members: readonly StepLane[];
  readonly levels: readonly Level[];
};
export type Lane = RunLane | StepLane | GroupLane;

export type TimelineMark =
  | { readonly kind: 'generation'; readonly at: Instant; readonly generation: number }
  /** What lies before was taken over from the run that this one repeats. */
  | { readonly kind: 'rerun'; readonly at: Instant };

export type Timeline = {
  readonly from: Instant;
  /** `undefined` while the run goes on. */
  readonly to: Instant | undefined;
  /** The newest time that history tells of. */
  readonly latest: Instant;
  /** The run first, then its steps in the order they were asked for. */
  readonly lanes: readonly Lane[];
  /** Suspensions and stalls, which concern every lane, in the order in which they began. */
  readonly holds: readonly HoldNode[];
  readonly marks: readonly TimelineMark[];
};

export type TimelineOptions = {
  /** When a worker first took the run. */
  readonly startedAt?: Instant | undefined;
  /** The run was not to begin before. */
  readonly scheduledStartAt?: Instant | undefined;
  /** The run repeats another one and began at this time; what history has from before was taken over. */
  readonly rerunAt?: Instant | undefined;
  /** A suspension that no turn has taken in yet, so that the graph does not have it. */
  readonly held?: { readonly from: Instant; readonly reason?: string | undefined } | undefined;
  /** The child runs that are known, by `refKey`; one without `startedAt` still waits for a worker. */
  readonly children?: ReadonlyMap<string, { readonly startedAt?: Instant | undefined }> | undefined;
};

type Reading = TimelineOptions & { readonly endedAt: Instant | undefined };

/** Lays the steps of a run along time. Reads nothing but the graph of its history and what the options tell. */
export function buildTimeline(graph: Graph, options: TimelineOptions = {}): Timeline {
  const end = graph.nodes.find((node) => node.type === 'end');
  const reading: Reading = { ...options, endedAt: end?.at };
  const steps = foldSiblings(graph).nodes.flatMap((node): readonly Lane[] => {
    if (node.type === 'group') return [groupLane(node, reading)];
    return node.type === 'step' ? [stepLane(node, reading)] : [];
  });
  const run = runLane(graph, { reading, status: end?.status });
  const lanes = [run, ...steps];
  const segments = lanes.flatMap(segmentsOf);
  const from = segments.reduce((first, segment) => Math.min(first, segment.from), segments[0]?.from ?? 0);
  const latest = segments.reduce((last, segment) => Math.max(last, segment.to ?? segment.from), from);
  const holds = holdsOf(graph, options);
  const open = end === undefined;
  return { from, to: open ? undefined : latest, latest, lanes, holds, marks: marksOf(graph, reading) };
}

/** Every stretch of a lane; of a group, those of its members. */
export function segmentsOf(lane: Lane): readonly Segment[] {
  return lane.type === 'group' ? lane.members.flatMap(({ segments }) => segments) : lane.segments;
}

/** When a lane begins and when it ends, `undefined` while some of it goes on. */
export function spanOf(lane: Lane): { readonly from: Instant; readonly to: Instant | undefined } {
  const segments = segmentsOf(lane);
  const from = segments.reduce((first, segment) => Math.min(first, segment.from), segments[0]?.from ?? 0);
  if (segments.some(({ to }) => to === undefined)) return { from, to: undefined };
  return { from, to: segments.reduce((last, { to }) => Math.max(last, to ?? last), from) };
}

function holdsOf(graph: Graph, { held }: TimelineOptions): readonly HoldNode[] {
  const known = graph.nodes.filter((node) => node.type === 'suspension' || node.type === 'stall');
  return held === undefined ? known : [...known, { type: 'suspension', id: 'suspension-held', ...held }];
}

function runLane(graph: Graph, about: { reading: Reading; status: CompletionStatus | undefined }): RunLane {
  const { reading, status } = about;
  const start = graph.nodes.find((node) => node.type === 'start');
  const asked = Math.max(start?.at ?? 0, reading.rerunAt ?? 0);
  const known = reading.startedAt ?? firstWork(graph);
  const begun = known === undefined ? undefined : Math.max(asked, known);
  const due = reading.scheduledStartAt;
  const line = new SegmentLine(asked, { status: 'scheduled', attempt: 1 });
  if (due !== undefined && due > asked && begun !== asked)
    line.add('waited', begun === undefined ? due : Math.min(due, begun));
  if (begun === undefined) line.add('queued', reading.endedAt);
  else {
    if (begun > line.at) line.add('queued', begun);
    line.add('worked', reading.endedAt);
  }
  return { type: 'run', id: 'run', name: start?.name ?? '', status, segments: line.segments };
}

/** A run that nobody is known to have taken was taken at the latest when it asked for its first step. */
function firstWork({ nodes }: Graph): Instant | undefined {
  const end = nodes.find((node) => node.type === 'end');
  return end?.startedAt ?? nodes.find((node) => node.type === 'step')?.scheduledAt;
}

function groupLane(group: GroupNode, reading: Reading): GroupLane {
  const members = group.members.map((step) => stepLane(step, reading));
  return { type: 'group', id: group.id, group, members, levels: levelsOf(members.map(spanOf)) };
}

function stepLane(step: StepNode, reading: Reading): StepLane {
  return { type: 'step', id: step.id, step, segments: stepSegments(step, reading) };
}

function stepSegments(step: StepNode, reading: Reading): readonly Segment[] {
  const line = new SegmentLine(step.scheduledAt, { status: step.status, attempt: 1 });
  const closed = step.status === 'scheduled' ? undefined : reading.endedAt;
  for (const attempt of step.attempts) {
    if (attempt.scheduledAt > line.at) line.add('delayed', attempt.scheduledAt);
    line.about = { status: attempt.status, attempt: attempt.number };
    addAttempt(line, step, { attempt, ended: attempt.endedAt ?? closed, reading });
  }
  // After its last failure it waits for the next try, or waited until the run ended.
  const retries = lastAttempt(step).status === 'failed' && step.status !== 'failed';
  if (retries) line.add('delayed', closed);
  return line.segments;
}

type AttemptTimes = { readonly attempt: Attempt; readonly ended: Instant | undefined; readonly reading: Reading };

function addAttempt(line: SegmentLine, step: StepNode, { attempt, ended, reading }: AttemptTimes): void {
  if (step.kind === 'detached' || step.kind === 'message' || attempt.scheduledSequence === undefined) {
    return line.add('moment', line.at);
  }
  if (step.kind === 'timer' || step.kind === 'event') return line.add('waited', ended);
  const child = attempt.child === undefined ? undefined : reading.children?.get(refKey(attempt.child));
  if (child === undefined) return line.add('worked', ended);
  if (child.startedAt === undefined) return line.add('queued', ended);
  line.add('queued', ended === undefined ? child.startedAt : Math.min(child.startedAt, ended));
  line.add('worked', ended);
}

/** Segments one after the other; none begins before the one before it ended, whatever clocks said. */
class SegmentLine {
  readonly segments: Segment[] = [];
  at: Instant;
  about: Pick<Segment, 'status' | 'attempt'>;

  constructor(at: Instant, about: Pick<Segment, 'status' | 'attempt'>) {
    this.at = at;
    this.about = about;
  }

  add(kind: SegmentKind, until: Instant | undefined): void {
    const to = until === undefined ? undefined : Math.max(this.at, until);
    this.segments.push({ kind, from: this.at, to, ...this.about });
    this.at = to ?? this.at;
  }
}

function marksOf(graph: Graph, { rerunAt }: Reading): readonly TimelineMark[] {
  const start = graph.nodes.find((node) => node.type === 'start');
  return graph.nodes.flatMap((node): readonly TimelineMark[] => {
    if (node.type === 'generation') return [{ kind: 'generation', at: start?.at ?? 0, generation: node.generation }];
    return node.type === 'start' && rerunAt !== undefined && rerunAt > node.at ? [{ kind: 'rerun', at: rerunAt }] : [];
  });
}
