import { openSubject } from '../subjects/open-subject';
import type { Subject, SubjectName } from '../subjects/subject';
import { measureRow } from './measure-row';
import type { Row } from './row';
import type { Sizes, WorkloadName } from './sizes';

/** They are up side by side and take turns, so that each row of one has a row of the other close in time. */
const TOGETHER: readonly SubjectName[] = ['perdure', 'ceiling', 'ceiling-fsync'];

export type WorkloadPlan = {
  readonly workloads: readonly WorkloadName[];
  readonly subjects: readonly SubjectName[];
  readonly sizes: Sizes;
  /** Told of each row as soon as it is there. */
  readonly onRow: (row: Row) => void;
};

export type WorkloadRun = {
  readonly rows: readonly Row[];
  /** Why engines are missing from the rows of a repeat. */
  readonly failures: readonly string[];
};

/**
 * Runs the workloads on the engines, all repeats of them; each repeat on processes and stores of its own. An engine that
 * fails costs its own rows and not those of the others.
 */
export async function runWorkloads(plan: WorkloadPlan): Promise<WorkloadRun> {
  const { onRow } = plan;
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const { group, repeat } of groupsOf(plan)) {
    try {
      for await (const row of runGroup(group, plan, repeat)) {
        rows.push(row);
        onRow(row);
      }
    } catch (error) {
      failures.push(`${group.join(', ')} in repeat ${repeat}: ${String(error)}`);
    }
  }
  return { rows, failures };
}

/** Who is up at the same time, in the order in which they are. */
function groupsOf({ subjects, sizes }: WorkloadPlan): readonly { group: readonly SubjectName[]; repeat: number }[] {
  const together = TOGETHER.filter((name) => subjects.includes(name));
  const peers = subjects.filter((name) => !TOGETHER.includes(name)).map((name) => [name]);
  const repeats = Array.from({ length: sizes.repeats }, (_, index) => index + 1);
  return repeats
    .flatMap((repeat) => [together, ...(repeat <= sizes.peerRepeats ? peers : [])].map((group) => ({ group, repeat })))
    .filter(({ group }) => group.length > 0);
}

async function* runGroup(
  names: readonly SubjectName[],
  { workloads, sizes }: WorkloadPlan,
  repeat: number,
): AsyncGenerator<Row> {
  const subjects: Subject[] = [];
  try {
    for (const name of names) subjects.push(await openSubject(name));
    for (const subject of subjects) await subject.run(sizes.warmUp);
    for (const [index, workload] of workloads.entries()) {
      // Who goes first changes, so that nobody always has the fresher machine.
      for (const subject of rotated(subjects, index + repeat)) {
        yield await measureRow(subject, workload, { sizes, repeat });
      }
    }
  } finally {
    for (const subject of subjects) await subject.stop();
  }
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
