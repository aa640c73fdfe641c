import { expect, test } from 'vitest';
import { draw, modelOf, processOf } from '@/lib/testing/composer/model-builder';
import type { DiagramFault } from '../model/fault';
import type { Process } from '../model/model';
import { check } from './check';

test('a lane without an App ID is a warning, and an error where lanes become apps', () => {
  const lanes = labeled('Kitchen', '厨房');
  expect(told(lanes, false)).toEqual([['warning', 'Lane "厨房" gives no valid App ID']]);
  expect(told(lanes, true)).toEqual([['error', 'Lane "厨房" gives no valid App ID']]);
});

test('two lanes with one App ID are a warning, and an error where lanes become apps', () => {
  const lanes = labeled('Order desk', 'Order-Desk');
  const message = 'Lane "Order-Desk" gives the App ID "order-desk", as another lane does';
  expect(told(lanes, false)).toEqual([['warning', message]]);
  expect(told(lanes, true)).toEqual([['error', message]]);
});

test('a lane that holds nothing becomes no app', () => {
  const empty = {
    ...labeled('Kitchen', 'Driver'),
    lanes: [{ id: 'none', name: 'Kitchen' }, ...labeled('Kitchen', 'Driver').lanes],
  };
  expect(told(empty, true)).toEqual([]);
  expect(told(empty, false)).toEqual([['warning', 'Lane "Kitchen" gives the App ID "kitchen", as another lane does']]);
});

test('an App ID has at most 63 signs where it is one', () => {
  const lanes = labeled('Kitchen', 'a'.repeat(64));
  expect(told(lanes, false)).toEqual([]);
  expect(told(lanes, true)).toEqual([['error', `Lane "${'a'.repeat(64)}" gives an App ID of more than 63 signs`]]);
  expect(told(labeled('Kitchen', 'a'.repeat(63)), true)).toEqual([]);
});

test('lanes of two processes with one label are one app; with two labels for one App ID they are a mistake', () => {
  expect(told(labeled('Kitchen', 'Driver'), true, labeled('Kitchen', 'Driver', 'q'))).toEqual([]);
  expect(told(labeled('Kitchen', 'Driver'), true, labeled('kitchen', 'Till', 'q'))).toEqual([
    ['error', 'Lane "Kitchen" gives the App ID "kitchen", as lane "kitchen" of another process does'],
    ['error', 'Lane "kitchen" gives the App ID "kitchen", as lane "Kitchen" of another process does'],
  ]);
});

test('lanes become apps where two of them hold something', () => {
  const one = { ...labeled('Kitchen', 'Driver'), lanes: [{ id: 'one', name: 'Kitchen' }] };
  expect(told(one, false)).toEqual([]);
  expect(told(one, true)).toEqual([['error', 'Lanes become apps where at least two of them hold something']]);
});

/** A process with a task in each of two lanes of these labels. */
function labeled(first: string, second: string, id = 'p'): Process {
  const at = (name: string): string => `${id}-${name}`;
  const elements = [
    ...[draw.start(at('start')), { ...draw.task(at('a'), `A ${id}`), lane: 'one' }],
    ...[{ ...draw.task(at('b'), `B ${id}`), lane: 'two' }, draw.end(at('end'))],
  ];
  const lanes = [
    { id: 'one', name: first },
    { id: 'two', name: second },
  ];
  const flows = ['start', 'a', 'b'].map((from, index) => ({
    ...{ id: at(from) + index, from: at(from), to: at(['a', 'b', 'end'][index] ?? ''), isDefault: false },
  }));
  return { ...processOf(id, `Process ${id}`, { elements, flows }), lanes };
}

function told(process: Process, lanesAsApps: boolean, ...more: readonly Process[]) {
  return check(modelOf('Lanes', process, ...more), { lanesAsApps })
    .filter(({ rule }) => rule === 'valid-app-id')
    .map(({ severity, message }): readonly [DiagramFault['severity'], string] => [severity, message]);
}
