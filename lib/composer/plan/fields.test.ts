import { expect, test } from 'vitest';
import { draw, flowsOf, modelOf, processOf } from '@/lib/testing/composer/model-builder';
import { programOf } from '@/lib/testing/composer/sample-programs';
import { exampleInput } from '../emit/project/example-input';
import type { DataObject, Model } from '../model/model';
import { plan } from './plan';

test('a field that is called as the list of undos is what it is compared with, where nothing is undone', () => {
  const program = programOf(choosing('undos > 3 and order.undos = "none"'));
  const fields = program.records.flatMap((record) => record.fields.map((field) => [record.name, field] as const));
  expect(fields).toMatchObject([
    ['Order', { name: 'undos', type: { kind: 'text' }, example: 'none' }],
    ['StockData', { name: 'undos', type: { kind: 'number' }, example: 4 }],
    ['StockData', { name: 'order', type: { kind: 'record', record: 'Order' }, example: { undos: 'none' } }],
  ]);
  expect(exampleInput(program, 'StockData')).toEqual({ undos: 4, order: { undos: 'none' } });
});

test('a field keeps the type that was declared, and gives no example of another', () => {
  const program = programOf(choosing('total > 5 and size > 1', [{ name: 'total', type: 'text' }]));
  expect(program.records[0]?.fields).toMatchObject([
    { name: 'total', type: { kind: 'text' }, example: 'example' },
    { name: 'size', type: { kind: 'number' }, example: 2 },
  ]);
  expect(program.activities[0]).toMatchObject({ name: 'Count', example: { size: 2 } });
});

test('a type that a process inside declares counts for the process around it too', () => {
  const around = choosing('total > 5').processes;
  const inside = processOf('inside', '', {
    inside: 'a',
    elements: [draw.start('s2'), draw.task('look', 'Look'), draw.end('e2')],
    flows: flowsOf('s2 > look > e2'),
    data: [{ name: 'total', type: 'text' }],
  });
  const drawn = around.map((process) => ({
    ...process,
    elements: process.elements.map((each) =>
      each.id === 'a' ? draw.child('a', 'Inside', { process: 'inside' }) : each,
    ),
  }));
  const [record] = programOf(modelOf('Stock', ...drawn, inside)).records;
  expect(record?.fields).toMatchObject([{ name: 'total', type: { kind: 'text' }, example: 'example' }]);
});

test('of two comparisons of one field the first tells its type, and the other no example', () => {
  const program = programOf(choosing('size > 1 and size = "large"'));
  expect(program.records[0]?.fields).toMatchObject([{ name: 'size', type: { kind: 'number' }, example: 2 }]);
  expect(program.activities[0]?.example).toEqual({ size: 2 });
});

test('a workflow that can undo its work has the list of undos for itself', () => {
  const refused = plan(choosing('undos > 3', [], { compensatedBy: 'undo' }));
  expect(refused).toMatchObject({ ok: false, faults: [{ rule: 'unique-names', element: 'how', severity: 'error' }] });
  const declared = plan(choosing('size > 3', [{ name: 'undos', type: 'list' }], { compensatedBy: 'undo' }));
  expect(declared).toMatchObject({ ok: false, faults: [{ message: expect.stringContaining('a field "undos"') }] });
  expect(plan(choosing('size > 3 and order.undos > 1', [], { compensatedBy: 'undo' })).ok).toBe(true);
});

/** A step, and a choice between two ways by a condition. */
function choosing(condition: string, data: readonly DataObject[] = [], parts: { compensatedBy?: string } = {}): Model {
  return modelOf(
    'Stock',
    processOf('process', 'Stock', {
      elements: [
        ...[draw.start(), draw.task('count', 'Count', parts), draw.exclusive('how', 'How much?')],
        ...[draw.task('a', 'Sell'), draw.task('b', 'Buy'), draw.end('e'), draw.end('f')],
        ...(parts.compensatedBy === undefined ? [] : [draw.task('undo', 'Recount', { isForCompensation: true })]),
      ],
      flows: flowsOf('start > count > how', `how > a : ${condition}`, 'how > b *', 'a > e', 'b > f'),
      data,
    }),
  );
}
