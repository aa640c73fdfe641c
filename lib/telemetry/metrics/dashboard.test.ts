import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMetrics } from './create-metrics';
import { z } from 'zod';

const SERIES: Readonly<Record<string, readonly string[]>> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};

const dashboardSchema = z.object({
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.string() })) }),
  panels: z.array(
    z.object({
      type: z.string(),
      title: z.string(),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).optional(),
    }),
  ),
});

const dashboard = dashboardSchema.parse(JSON.parse(readFileSync('docs/grafana/perdure.json', 'utf8')));
const queries = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map((target) => ({ title, ...target })));

test('the dashboard has its rows, and each panel asks for something', () => {
  const rows = dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
  expect(rows).toEqual(['Is it fine', 'Throughput', 'Latency', 'Backlog', 'Store', 'Workers']);
  for (const { type, title, targets = [] } of dashboard.panels) {
    if (type !== 'row') expect(targets, title).not.toEqual([]);
  }
});

test.each(queries)('the query of "$title" asks for series that there are, by labels that they have: $expr', (query) => {
  const series = knownSeries();
  const names = query.expr.match(/\b(?:perdure|process|nodejs)_\w+/g) ?? [];
  expect(names).not.toEqual([]);
  const labels = names.flatMap((name) => {
    expect([...series.keys()]).toContain(name);
    return [...(series.get(name) ?? [])];
  });
  const wanted = [
    ...[...query.expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', ')),
    ...[...query.expr.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label),
    ...[...query.legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label),
  ];
  expect(labels).toEqual(expect.arrayContaining(wanted));
  expect(count(query.expr, /\(/g)).toBe(count(query.expr, /\)/g));
  if (query.expr.includes('_total')) expect(query.expr).toMatch(/\b(rate|increase)\(/);
});

test('every metric of the table is somewhere on the dashboard', () => {
  const text = [...queries.map(({ expr }) => expr), ...dashboard.templating.list.map(({ query }) => query)].join('\n');
  const missing = described().filter(({ name }) => !text.includes(name));
  expect(missing).toEqual([]);
});

function described() {
  const metrics = createMetrics();
  metrics.read({
    ...{ now: () => 0, version: '', workers: () => [], backlog: () => [], storeBytes: () => 0 },
    memory: () => ({ instances: 0, changeSetsWaiting: 0 }),
    timers: () => Promise.resolve(0),
    overdue: () => Promise.resolve(0),
  });
  return metrics.described();
}

/** Name of a series → its labels. */
function knownSeries(): ReadonlyMap<string, readonly string[]> {
  const own = described().flatMap(({ name, type, labels }) =>
    (SERIES[type] ?? []).map(
      (suffix) => [`${name}${suffix}`, suffix === '_bucket' ? [...labels, 'le'] : labels] as const,
    ),
  );
  return new Map([...own, ['process_resident_memory_bytes', []]]);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
