import { expect, test } from 'vitest';
import { readSettings } from '../env';
import type { AppPlan } from './app-plan';
import { makeRoom } from './make-room';

const SETTINGS = readSettings({}, '/');
const APP: AppPlan = {
  ...{ appId: 'orders', command: [], folder: '/', appProtocol: 'http', env: {}, logTo: 'console' },
  ...{ grpcPort: 0, httpPort: 0 },
};
const NOBODY = { isSet: () => false, isFree: () => Promise.resolve(true) };

test('the usual ports are taken when nobody is in the way', async () => {
  expect(await makeRoom(SETTINGS, [APP], NOBODY)).toEqual(SETTINGS);
});

test('a port that an app wants, or that somebody else has, gives way to any free one', async () => {
  const apps = [{ ...APP, appPort: 3000, httpPort: 3500 }];
  const isFree = (port: number): Promise<boolean> => Promise.resolve(port !== 9464);
  expect(await makeRoom(SETTINGS, apps, { ...NOBODY, isFree })).toMatchObject({
    ...{ consolePort: 0, httpPort: 0, metricsPort: 0, grpcPort: 50_001 },
  });
});

test('a port that was set stays, so that the clash is told', async () => {
  const rules = { isSet: () => true, isFree: () => Promise.resolve(false) };
  expect(await makeRoom(SETTINGS, [{ ...APP, httpPort: 3500 }], rules)).toEqual(SETTINGS);
});
