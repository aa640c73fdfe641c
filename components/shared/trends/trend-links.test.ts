import { expect, test } from 'vitest';
import { parseQuery } from '@/lib/query/parse-query';
import { endedPage, failedPage, slowPage, startedPage } from './trend-links';

const FROM = Date.UTC(2026, 10, 29, 14, 15);
const SPAN = { from: FROM, before: FROM + 900_000 };
const SUBJECT = { appId: 'orders', name: 'PayOrder' };

test.each([
  ['created', startedPage(SPAN)],
  ['ended', endedPage(SPAN, SUBJECT)],
  ['ended', failedPage(SPAN)],
])('the language reads %s of a link as exactly the span', (field, page) => {
  const search = new URL(page, 'http://console').searchParams;
  const { clauses, faults } = parseQuery(search.get('q') ?? '', FROM + 86_400_000);
  expect(faults).toEqual([]);
  expect(clauses.map(({ condition }) => condition)).toEqual([{ kind: 'instant', field, span: SPAN }]);
});

test('a link keeps to its workflow, and to failures', () => {
  const ofWorkflow = new URL(endedPage(SPAN, SUBJECT), 'http://console').searchParams;
  expect([ofWorkflow.get('app'), ofWorkflow.get('workflow')]).toEqual(['orders', 'PayOrder']);
  expect(new URL(failedPage(SPAN), 'http://console').searchParams.get('status')).toBe('failed');
});

test('the slow ones are found although a percentile may be told too high', () => {
  const search = new URL(slowPage(SPAN, 1118), 'http://console').searchParams;
  expect(search.get('q')).toBe('ended:2026-11-29T14:15Z..2026-11-29T14:30Z duration:>=999ms');
  expect(parseQuery(search.get('q') ?? '', FROM).faults).toEqual([]);
});
