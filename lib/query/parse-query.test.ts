import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from './condition';
import { explain } from './explain';
import { conditionOf, parseQuery } from './parse-query';
import { tokensOf } from './tokens';
import { writeClause, writeContains } from './write-query';

const NOW = Date.UTC(2026, 10, 29, 12);
const HOUR = 3_600_000;

function asked(query: string): Condition {
  const parsed = parseQuery(query, NOW);
  expect(parsed.faults).toEqual([]);
  return conditionOf(parsed);
}

function faultOf(query: string): string {
  const [fault] = parseQuery(query, NOW).faults;
  return fault === undefined ? 'none' : `${query.slice(fault.from, fault.to)}| ${fault.message}. ${fault.hint}`;
}

describe('a clause', () => {
  test.each<[string, Condition]>([
    ['status:failed', { kind: 'status', is: 'failed' }],
    ['is:Failed', { kind: 'status', is: 'failed' }],
    ['app:orders', { kind: 'text', field: 'app', pattern: ['orders'] }],
    ['workflow:Order*', { kind: 'text', field: 'name', pattern: ['Order', ''] }],
    ['id:*42*', { kind: 'text', field: 'id', pattern: ['', '42', ''] }],
    ['id:a**b', { kind: 'text', field: 'id', pattern: ['a', 'b'] }],
    ['id:*"a* b"*', { kind: 'text', field: 'id', pattern: ['', 'a* b', ''] }],
    ['id:"a*b"', { kind: 'text', field: 'id', pattern: ['a*b'] }],
    ['tag.region:eu', { kind: 'tag', key: 'region', pattern: ['eu'] }],
    ['order-4711', { kind: 'words', text: 'order-4711' }],
    ['"two words"', { kind: 'words', text: 'two words' }],
    ['waiting:*', { kind: 'waiting', pattern: ['', ''] }],
    ['retrying:true', { kind: 'retrying' }],
    ['flawed:yes', { kind: 'flawed' }],
    ['worker:none', { kind: 'not', of: { kind: 'worker' } }],
    ['child:no', { kind: 'not', of: { kind: 'child' } }],
    ['step:Notify', { kind: 'step', name: ['Notify'], statuses: [] }],
    ['step:Notify.failed', { kind: 'step', name: ['Notify'], statuses: ['failed'] }],
    ['step:*.waiting', { kind: 'step', name: ['', ''], statuses: ['scheduled'] }],
    ['step:Mail.send', { kind: 'step', name: ['Mail.send'], statuses: [] }],
    ['duration:>5m', { kind: 'duration', span: { from: 300_000 }, now: NOW }],
    ['created:>2h', { kind: 'instant', field: 'created', span: { from: NOW - 2 * HOUR } }],
    ['created:<1.5h', { kind: 'instant', field: 'created', span: { before: NOW - 1.5 * HOUR } }],
    ['created:3h..2h', { kind: 'instant', field: 'created', span: { from: NOW - 3 * HOUR, before: NOW - 2 * HOUR } }],
    ['ended:2026-11-28', { kind: 'instant', field: 'ended', span: { from: NOW - 36 * HOUR, before: NOW - 12 * HOUR } }],
    ['ended:>2026-11-28', { kind: 'instant', field: 'ended', span: { from: NOW - 12 * HOUR } }],
    ['started:>=2026-11-29T11:00Z', { kind: 'instant', field: 'started', span: { from: NOW - HOUR } }],
    ['started:>=2026-11-29T12:00+01:00', { kind: 'instant', field: 'started', span: { from: NOW - HOUR } }],
    ['-app:orders', { kind: 'not', of: { kind: 'text', field: 'app', pattern: ['orders'] } }],
  ])('%s', (query, condition) => {
    expect(asked(query)).toEqual(condition);
  });

  test('with several values asks for one of them, negated for none of them', () => {
    const either: Condition = {
      kind: 'any',
      of: [
        { kind: 'status', is: 'failed' },
        { kind: 'status', is: 'stalled' },
      ],
    };
    expect(asked('status:failed,stalled')).toEqual(either);
    expect(asked('-status:failed,stalled')).toEqual({ kind: 'not', of: either });
  });

  test('all clauses must hold', () => {
    expect(asked('status:failed app:a')).toEqual({ kind: 'all', of: [asked('status:failed'), asked('app:a')] });
    expect(asked('  ')).toEqual({ kind: 'all', of: [] });
  });
});

describe('what is not understood is said with its place and what to write', () => {
  test.each([
    ['status:bad', 'status:bad| "bad" is no status. Statuses: pending, running,'],
    ['a status:failed,', 'status:failed,| status: has no value. Write for example status:failed,stalled'],
    ['created:2h', 'created:2h| "2h" is a point, which nothing hits exactly. Write a time ago'],
    ['created:>yesterday', 'created:>yesterday| "yesterday" is not understood. Write a time ago'],
    ['created:1h..2h', 'created:1h..2h| "1h..2h" ends before it begins.'],
    ['created:2026-13-40', 'created:2026-13-40| "2026-13-40" is not understood.'],
    ['duration:>5', 'duration:>5| "5" is not understood. Write a length with its unit'],
    ['order:4711', 'order:4711| there is no field "order". To look for this text, put it in quotes: "order:4711".'],
    ['tag:eu', 'tag:eu| there is no field "tag".'],
    ['app.x:eu', 'app.x:eu| there is no field "app.x".'],
    ['a OR b', 'OR| OR is no word of this language. Clauses are joined by and;'],
    ['id:"a b', 'id:"a b| a quote is not closed. Write id:"a b"'],
    ['retrying:maybe', 'retrying:maybe| retrying: is true or false, not "maybe".'],
    ['step:.failed', 'step:.failed| the step has no name. Write for example step:*.failed'],
  ])('%s', (query, words) => {
    expect(faultOf(query)).toContain(words);
  });
});

test('property: whatever is written, no character is lost and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab-:,"\\ *.<>') }), (query) => {
      const tokens = tokensOf(query);
      parseQuery(query, NOW);
      const between = [...tokens.map(({ from }) => from), query.length].map((end, index) =>
        query.slice(tokens[index - 1]?.to ?? 0, end),
      );
      expect(between.join('').trim()).toBe('');
      for (const { from, to } of tokens) expect(to).toBeGreaterThan(from);
    }),
  );
});

test('property: a clause that is written for some values reads as exactly these', () => {
  const value = fc.string({ minLength: 1, unit: fc.constantFrom(...'ab-:,"\\ *.<>') });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean(), (values, isNegated) => {
      const either = asked(writeClause({ field: 'app', values, isNegated }));
      const inner = either.kind === 'not' ? either.of : either;
      const found = inner.kind === 'any' ? inner.of : [inner];
      expect(either.kind === 'not').toBe(isNegated);
      expect(found).toEqual(values.map((each) => ({ kind: 'text', field: 'app', pattern: [each] })));
    }),
  );
});

test('property: a clause for what holds a text reads as exactly that', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'ab-:,"\\ *.<>') }), (text) => {
      expect(asked(writeContains('id', text))).toEqual({ kind: 'text', field: 'id', pattern: ['', text, ''] });
    }),
  );
});

test('property: plain words are read as exactly these', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'ab-:,"\\ *.', 'AND', 'OR') }), (text) => {
      expect(asked(writeClause({ values: [text] }))).toEqual({ kind: 'words', text });
    }),
  );
});

test.each([
  ['status:failed,stalled created:>2h', 'status is failed or stalled, and created at or after 2026-11-29 10:00:00 UTC'],
  ['-app:a name:Order*', 'not (App ID is "a"), and workflow name begins with "Order"'],
  [
    'step:Notify.failed duration:5m..1h',
    'a step whose name is "Notify" was failed, and ran for at least 5 min and less than 1 h',
  ],
  ['waiting:*App*,X', 'waits for an event whose name contains "App", or waits for an event whose name is "X"'],
  ['', 'everything'],
])('%s is explained', (query, words) => {
  expect(explain(asked(query))).toBe(words);
});
