import { expect, test } from 'vitest';
import { draw, flowsOf, modelOf, processOf } from '@/lib/testing/composer/model-builder';
import { composeModel } from '../compose';
import type { Element } from '../model/element';
import type { Process } from '../model/model';
import { homeApp, otherApp } from './apps';
import type { Program } from './program';

const shop = { id: 'shop', name: 'Web shop' };
const store = { id: 'store', name: 'Store room' };

test('the workflow runs in the app of the lane of its start, each activity in that of its own lane', () => {
  const program = planned(chain(within(shop.id, draw.start())));
  expect(program.apps).toEqual([
    { appId: 'web-shop', lane: 'Web shop', workflows: ['Order'], activities: ['Pay'] },
    { appId: 'store-room', lane: 'Store room', workflows: [], activities: ['Pack'] },
  ]);
  expect(calledBy(program, 'Order')).toEqual({ Pay: undefined, Pack: 'store-room' });
  expect([homeApp(program), program.appId]).toEqual(['web-shop', 'trade']);
});

test('a start in no lane leaves the workflow to the App ID of the project', () => {
  const program = planned(chain(draw.start()), { appId: 'orders' });
  expect(program.apps?.[0]).toEqual({ appId: 'orders', workflows: ['Order'], activities: [] });
  expect(calledBy(program, 'Order')).toEqual({ Pay: 'web-shop', Pack: 'store-room' });
});

test('where nobody drew a start, the lane of the first step counts', () => {
  expect(planned(chain({ ...draw.start(), implied: true })).apps?.[0]?.appId).toBe('web-shop');
});

test('of several starts the first one that is drawn counts', () => {
  const called: Element = { kind: 'start', id: 'start', name: 'Called', trigger: { kind: 'message', name: 'Call' } };
  const starts = [within(store.id, draw.start('late')), within(shop.id, called)];
  const elements = [...starts, ...steps(), draw.exclusive('merge')];
  const flows = flowsOf('late > merge', 'start > merge > pay > pack > end');
  const program = planned({ ...processOf('p', 'Order', { elements, flows }), lanes: [shop, store] });
  expect(homeApp(program)).toBe('store-room');
});

test('what is inside of a sub-process is done in its lane, its workflow stays with the one that runs it', () => {
  const inside = processOf('inside', 'Pack', {
    elements: [draw.start('s'), draw.task('wrap', 'Wrap'), draw.end('e')],
    ...{ flows: flowsOf('s > wrap > e'), inside: 'pack' },
  });
  const [start, pay, , end] = [within(shop.id, draw.start()), ...steps()];
  const pack = within(store.id, draw.child('pack', 'Pack', { process: 'inside' }));
  const elements = [start, pay, pack, end].filter((each) => each !== undefined);
  const outside = processOf('p', 'Order', { elements, flows: flowsOf('start > pay > pack > end') });
  const program = planned({ ...outside, lanes: [shop, store] }, {}, inside);
  expect(program.apps).toEqual([
    expect.objectContaining({ appId: 'web-shop', workflows: ['Order', 'Pack'], activities: ['Pay'] }),
    expect.objectContaining({ appId: 'store-room', workflows: [], activities: ['Wrap'] }),
  ]);
  expect(calledBy(program, 'Pack')).toEqual({ Pay: undefined, Wrap: 'store-room' });
});

test('a process that two others run is served by the app of the first, and called there by the second', () => {
  const lanes = [store, { id: 'desk', name: 'Front desk' }];
  const elements = [draw.start('s'), draw.task('wrap', 'Wrap'), draw.end('e')].map((each) => within('store2', each));
  const packing = processOf('packing', 'Packing', { elements, flows: flowsOf('s > wrap > e') });
  const asking = [draw.start('s3'), draw.child('ask', 'Ask', { process: 'packing' }), draw.end('e3')];
  const desk = processOf('desk', 'Desk', { elements: asking, flows: flowsOf('s3 > ask > e3') });
  const caller = { ...desk, elements: desk.elements.map((each) => within('desk', each)), lanes };
  const first = chain(within(shop.id, draw.start()));
  const main = {
    ...first,
    elements: [...first.elements, within(store.id, draw.child('call', 'Call', { process: 'packing' }))],
  };
  const flows = flowsOf('start > pay > pack > call > end');
  const called = { ...packing, lanes: [{ id: 'store2', name: 'Store room' }] };
  const program = planned({ ...main, flows }, {}, caller, called);
  const unit = program.workflows.find(({ name }) => name === 'Desk');
  if (unit === undefined) throw new Error('there is no workflow "Desk"');
  expect(otherApp(program, unit, 'Packing')).toBe('web-shop');
  expect(program.apps?.map(({ appId, workflows }) => [appId, workflows])).toEqual([
    ['web-shop', ['Order', 'Packing']],
    ['store-room', []],
    ['front-desk', ['Desk']],
  ]);
});

test('without the option there are no apps, and nothing names one', () => {
  const { program } = composeModel(modelOf('Trade', chain(within(shop.id, draw.start()))));
  expect(program?.apps).toBeUndefined();
  expect(program && calledBy(program, 'Order')).toEqual({ Pay: undefined, Pack: undefined });
});

function within(lane: string, element: Element): Element {
  return { ...element, lane };
}

function steps(): readonly Element[] {
  return [
    within(shop.id, draw.task('pay', 'Pay')),
    ...[within(store.id, draw.task('pack', 'Pack')), within(store.id, draw.end())],
  ];
}

/** Pay in the shop, then pack in the store room. */
function chain(start: Element): Process {
  const elements = [start, ...steps()];
  return { ...processOf('p', 'Order', { elements, flows: flowsOf('start > pay > pack > end') }), lanes: [shop, store] };
}

function planned(main: Process, options: { readonly appId?: string } = {}, ...more: readonly Process[]): Program {
  const { program, faults } = composeModel(modelOf('Trade', main, ...more), { ...options, lanesAsApps: true });
  if (program === undefined) throw new Error(JSON.stringify(faults));
  return program;
}

/** The app that a workflow names for each activity. */
function calledBy(program: Program, workflow: string): Readonly<Record<string, string | undefined>> {
  const unit = program.workflows.find(({ name }) => name === workflow);
  if (unit === undefined) throw new Error(`there is no workflow "${workflow}"`);
  return Object.fromEntries(program.activities.map(({ name }) => [name, otherApp(program, unit, name)]));
}
