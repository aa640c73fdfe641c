import { expect, it } from 'vitest';
import type { Draft } from './draft';
import { examine } from './examine';

const LANES =
  'flowchart LR\n  subgraph Kitchen\n    a[Bake]\n  end\n  subgraph Driver\n    b[Drive]\n  end\n  a --> b\n';

it('makes an app of each lane where that is wished and two lanes hold something', async () => {
  const parted = await examine(draftOf(LANES), { appId: undefined, lanesAsApps: true });
  expect(parted.program?.apps?.map(({ appId }) => appId)).toEqual(['kitchen', 'driver']);
  expect(parted.elements?.appId).toBe('kitchen');
  expect(parted.lanes).toBe(2);
  const whole = await examine(draftOf(LANES), { appId: undefined, lanesAsApps: false });
  expect(whole.program?.apps).toBeUndefined();
  expect(whole.lanes).toBe(2);
});

it('leaves a diagram of fewer lanes one app, also where the wish was kept', async () => {
  const seen = await examine(draftOf('flowchart LR\n  a[Bake] --> b[Drive]\n'), {
    appId: undefined,
    lanesAsApps: true,
  });
  expect(seen.program).toBeDefined();
  expect(seen.program?.apps).toBeUndefined();
  expect(seen.lanes).toBe(0);
});

it('tells the lanes that cannot be apps as faults, and how many there are all the same', async () => {
  const seen = await examine(draftOf(LANES.replace('Driver', 'kitchen!')), { appId: undefined, lanesAsApps: true });
  expect(seen.program).toBeUndefined();
  expect(seen.faults.map(({ severity, rule }) => `${severity} ${rule}`)).toContain('error valid-app-id');
  expect(seen.lanes).toBe(2);
});

function draftOf(text: string): Draft {
  return { kind: 'mermaid', text, fileName: 'pizza.mmd' };
}
