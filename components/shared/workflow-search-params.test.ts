import { expect, test } from 'vitest';
import { listedFilter, workflowPage, type WorkflowSearch } from './workflow-search-params';

const PAY = { appId: 'orders', name: 'Pay now' };
const NOTHING: WorkflowSearch = {
  ...{ step: null, fate: 'any', status: [], version: null },
  ...{ runs: '1000', heat: 'failures', layout: 'down', rare: 'hide' },
};

test('the address of a workflow holds any name', () => {
  expect(workflowPage(PAY)).toBe('/workflows/orders/Pay%20now');
  expect(workflowPage(PAY, { step: 'Charge' })).toBe('/workflows/orders/Pay%20now?step=Charge');
});

test.each([
  [{}, undefined],
  [{ step: 'Charge' }, 'step:Charge'],
  [{ step: 'Charge card', fate: 'failed' as const }, 'step:"Charge card".failed'],
  [{ step: 'Charge', fate: 'never' as const }, '-step:Charge'],
  [{ step: 'Charge', fate: 'waiting' as const, version: 'v 2' }, 'version:"v 2" step:Charge.waiting'],
])('the runs below the graph under %j', (search, query) => {
  expect(listedFilter(PAY, { ...NOTHING, ...search })).toEqual({
    ...{ statuses: [], appIds: ['orders'], names: ['Pay now'], query },
  });
});
