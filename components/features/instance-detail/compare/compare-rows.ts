import { triesOf, type StepNode } from '@/lib/graph/graph';
import {
  isDifferent,
  type ComparableRun,
  type ComparedStep,
  type Comparison,
  type Difference,
} from '@/lib/graph/compare-runs';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { statusWord } from '@/lib/graph/node-words';
import { lookOf } from '../step-look';

/** How one of the two runs stands in a row. */
export type Side = {
  readonly status: InstanceStatus;
  /** The word for `status` where it is a step's own. */
  readonly word: string | undefined;
  readonly span: number | undefined;
  readonly tries: number;
  /** The step to open, in that run. */
  readonly stepId: string | undefined;
};

export type CompareRow = {
  readonly key: string;
  readonly title: string;
  readonly mark: '=' | '≠' | '−' | '+';
  readonly step: StepNode | undefined;
  readonly a: Side | undefined;
  readonly b: Side | undefined;
  readonly slower: number | undefined;
  readonly differences: readonly Difference[];
};

export type Compared = { readonly a: ComparableRun; readonly b: ComparableRun; readonly comparison: Comparison };

const BEFORE = ['name', 'input'];

/** The rows of the table: what the workflows were given, what became of them, then step by step. */
export function compareRows({ a, b, comparison }: Compared): readonly CompareRow[] {
  const given = comparison.run.filter(({ kind }) => BEFORE.includes(kind));
  const became = comparison.run.filter(({ kind }) => !BEFORE.includes(kind));
  const about = { step: undefined, a: undefined, b: undefined, slower: undefined };
  const sides = { a: sideOfRun(a), b: sideOfRun(b), slower: comparison.slower };
  return [
    { ...about, key: 'input', title: 'Workflow input', mark: markOf(given), differences: given },
    { ...about, ...sides, key: 'outcome', title: 'Workflow outcome', mark: markOf(became), differences: became },
    ...comparison.steps.map(stepRow),
  ];
}

/** Rows to show: all, or those that differ, with how many equal ones stand before each. */
export type ShownRow = { readonly row: CompareRow; readonly hidden: number };

/** Leaves out equal rows when only differences are wanted; the last count is of those after the last row. */
export function shownRows(rows: readonly CompareRow[], only: boolean): { shown: readonly ShownRow[]; after: number } {
  const shown: ShownRow[] = [];
  let hidden = 0;
  for (const row of rows) {
    if (only && row.mark === '=') hidden += 1;
    else {
      shown.push({ row, hidden });
      hidden = 0;
    }
  }
  return { shown, after: hidden };
}

/** What differs, in a few words: `input: 1 change, status`. */
export function differenceNote({ mark, differences }: CompareRow): string {
  if (mark === '=') return 'same';
  if (mark === '−') return 'only in A';
  if (mark === '+') return 'only in B';
  return differences.map(noteOf).join(', ');
}

function noteOf({ kind, lines }: Difference): string {
  if (kind !== 'input' && kind !== 'output') return kind;
  return `${kind}: ${lines.length.toLocaleString('en-US')} ${lines.length === 1 ? 'change' : 'changes'}`;
}

function markOf(differences: readonly Difference[]): '=' | '≠' {
  return differences.length === 0 ? '=' : '≠';
}

function stepRow(compared: ComparedStep): CompareRow {
  const { a, b, differences, slower } = compared;
  const step = a ?? b;
  const key = `${a?.id ?? ''}~${b?.id ?? ''}`;
  return {
    key,
    title: step?.name ?? '',
    mark: stepMark(compared),
    step,
    a: sideOf(a),
    b: sideOf(b),
    slower,
    differences,
  };
}

function stepMark(compared: ComparedStep): CompareRow['mark'] {
  if (compared.b === undefined) return '−';
  if (compared.a === undefined) return '+';
  return isDifferent(compared) ? '≠' : '=';
}

function sideOfRun({ status, startedAt, completedAt }: ComparableRun): Side {
  const span = startedAt === undefined || completedAt === undefined ? undefined : completedAt - startedAt;
  return { status, word: undefined, span, tries: 1, stepId: undefined };
}

function sideOf(step: StepNode | undefined): Side | undefined {
  if (step === undefined) return undefined;
  const span = step.endedAt === undefined ? undefined : step.endedAt - step.scheduledAt;
  return { status: lookOf(step), word: statusWord(step), span, tries: triesOf(step), stepId: step.id };
}
