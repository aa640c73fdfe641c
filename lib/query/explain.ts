import { durationWords } from '@/lib/domain/duration-words';
import type { Condition, InstantField, Pattern, Span, TextField, ValueTest } from './condition';
import { writePattern } from './read-values';

const TEXTS: Readonly<Record<TextField, string>> = {
  app: 'App ID',
  name: 'workflow name',
  version: 'version',
  id: 'instance ID',
  parent: 'parent',
  root: 'root',
  rerunOf: 'rerun of',
  error: 'last error',
};

const INSTANTS: Readonly<Record<InstantField, string>> = {
  created: 'created',
  started: 'started',
  ended: 'ended',
  updated: 'last changed',
};

/** Says in words what a condition asks: `status is failed or stalled, and created after 2026-11-29 08:00 UTC`. */
export function explain(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.length === 0 ? 'everything' : condition.of.map(inBrackets).join(', and ');
    case 'any':
      return anyOf(condition.of);
    case 'not':
      return `not (${explain(condition.of)})`;
    case 'status':
      return `status is ${condition.is}`;
    case 'text':
      return `${TEXTS[condition.field]} ${like(condition.pattern)}`;
    case 'tag':
      return `tag ${condition.key} ${like(condition.pattern)}`;
    case 'words':
      return `instance ID or workflow name contains "${condition.text}"`;
    case 'instant':
      return `${INSTANTS[condition.field]} ${spanWords(condition.span, instantWords, ['at or after', 'before'])}`;
    case 'duration':
      return `ran for ${spanWords(condition.span, durationWords, ['at least', 'less than'])}`;
    case 'waiting':
      return `waits for an event whose name ${like(condition.pattern)}`;
    case 'retrying':
      return 'an activity is to be retried';
    case 'flawed':
      return 'something of it could not be read';
    case 'step':
      return `a step whose name ${like(condition.name)}${stateWords(condition.statuses)}`;
    case 'payload':
      return `${condition.path} ${valueWords(condition.test)}`;
    case 'child':
      return 'another workflow started it';
    case 'worker':
      return 'a worker of its app is connected';
  }
}

function inBrackets(condition: Condition): string {
  const words = explain(condition);
  return words.includes(', or ') ? `(${words})` : words;
}

function anyOf(conditions: readonly Condition[]): string {
  const statuses = conditions.flatMap((each) => (each.kind === 'status' ? [each.is] : []));
  if (statuses.length === conditions.length) return `status is ${statuses.join(' or ')}`;
  return conditions.map(explain).join(', or ');
}

function like(pattern: Pattern): string {
  const [head = '', ...rest] = pattern;
  if (rest.length === 0) return `is "${head}"`;
  const [tail = '', ...others] = rest;
  if (others.length === 0 && tail === '') return `begins with "${head}"`;
  if (others.length === 0 && head === '') return `ends with "${tail}"`;
  if (others.length === 1 && head === '' && others[0] === '') return `contains "${tail}"`;
  return `looks like ${writePattern(pattern)}`;
}

function valueWords(test: ValueTest): string {
  if (test.kind === 'text') return like(test.pattern);
  const { least, most } = test.span;
  const words = [
    ...(least === undefined ? [] : [`${least.isIn ? 'at least' : 'more than'} ${least.value}`]),
    ...(most === undefined ? [] : [`${most.isIn ? 'at most' : 'less than'} ${most.value}`]),
  ];
  return `is a number, ${words.join(' and ')}`;
}

function stateWords(statuses: readonly string[]): string {
  if (statuses.length === 0) return '';
  return statuses[0] === 'scheduled' ? ' is under way' : ` was ${statuses[0] ?? ''}`;
}

function spanWords(
  { from, before }: Span,
  words: (value: number) => string,
  [since, until]: readonly [string, string],
): string {
  const parts = [
    from === undefined ? undefined : `${since} ${words(from)}`,
    before === undefined ? undefined : `${until} ${words(before)}`,
  ];
  return parts.filter((part) => part !== undefined).join(' and ');
}

function instantWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
