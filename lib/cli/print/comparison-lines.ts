import type { ComparisonJson } from '@/lib/api/compare';
import { durationWords } from '@/lib/domain/duration-words';
import { countText } from './quantities';
import { tableLines, type Column } from './table';
import { shortText, visibleText } from './visible-text';

const SHORT = 60;
/** Places of one payload that are shown; JSON has all of them. */
const MOST_PLACES = 5;

type Step = ComparisonJson['steps'][number];
type Difference = ComparisonJson['run'][number];
type Row = {
  readonly mark: string;
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly slower: number | undefined;
};

const COLUMNS: readonly Column<Row>[] = [
  { head: '', text: ({ mark }) => mark },
  { head: 'STEP', text: ({ name }) => name },
  { head: 'A', text: ({ a }) => a },
  { head: 'B', text: ({ b }) => b },
  { head: 'A TOOK LONGER BY', text: ({ slower }) => (slower === undefined ? '' : signedWords(slower)) },
];

/** Two executions side by side, for people: where they differ first, a table of steps, and below it what differs in each. */
export function comparisonLines(comparison: ComparisonJson, onlyDifferences: boolean): readonly string[] {
  const { words, run, steps } = comparison;
  const shown = onlyDifferences ? steps.filter(({ isSame }) => !isSame) : steps;
  const whole = { ...wholeRow(comparison), mark: run.length === 0 ? '=' : '≠' };
  return [
    visibleText(words),
    '',
    ...tableLines(COLUMNS, [whole, ...shown.map(rowOf)]),
    ...differenceLines('(workflow)', run),
    ...steps.flatMap((step) => differenceLines(nameOf(step), step.differences)),
  ];
}

/** What was left out because the reader may not see payloads; undefined for nothing. */
export function withheldWords({ a, b }: ComparisonJson): string | undefined {
  const isWithheld = a.isWithheld === true || b.isWithheld === true;
  return isWithheld ? 'Payloads were not compared: you may not see them.' : undefined;
}

function wholeRow({ a, b, slower }: ComparisonJson): Omit<Row, 'mark'> {
  const text = (side: ComparisonJson['a']): string => `${side.instanceId} ${side.status}${spanWords(side)}`;
  return { name: '(workflow)', a: shortText(text(a), SHORT), b: shortText(text(b), SHORT), slower };
}

function spanWords({ startedAt, completedAt }: ComparisonJson['a']): string {
  return startedAt === undefined || completedAt === undefined ? '' : `, ${durationWords(completedAt - startedAt)}`;
}

function rowOf(step: Step): Row {
  return { mark: markOf(step), name: nameOf(step), a: sideText(step.a), b: sideText(step.b), slower: step.slower };
}

function markOf({ a, b, isSame }: Step): string {
  if (b === undefined) return '-';
  if (a === undefined) return '+';
  return isSame ? '=' : '≠';
}

function nameOf({ a, b }: Step): string {
  return (a ?? b)?.name ?? '';
}

function sideText(side: Step['a']): string {
  if (side === undefined) return '';
  const took = side.endedAt === undefined ? '' : `, ${durationWords(side.endedAt - side.scheduledAt)}`;
  return `${side.status}${took}${side.attempts === 1 ? '' : `, ${side.attempts} attempts`}`;
}

function signedWords(ms: number): string {
  return ms < 0 ? `-${durationWords(-ms)}` : durationWords(ms);
}

function differenceLines(name: string, differences: readonly Difference[]): readonly string[] {
  return differences.length === 0 ? [] : ['', visibleText(name), ...differences.flatMap(placeLines)];
}

function placeLines({ kind, lines }: Difference): readonly string[] {
  if (lines.length === 0) return [`  ${kind}`];
  const places = lines.slice(0, MOST_PLACES).map(({ label, a, b }) => {
    const place = label === kind ? '' : ` ${visibleText(label)}`;
    return `  ${kind}${place}: ${valueText(a)} → ${valueText(b)}`;
  });
  const more = lines.length - places.length;
  return more === 0 ? places : [...places, `  … and ${countText(more, 'more place')}`];
}

function valueText(value: string | undefined): string {
  return value === undefined ? '(none)' : shortText(value, SHORT);
}
