import { expect, test } from 'vitest';
import { appEnvironment } from './app-environment';
import type { AppPlan } from './app-plan';

const PLAN: AppPlan = {
  ...{ appId: 'orders', command: ['node', 'worker.js'], folder: '/app', appProtocol: 'http' },
  ...{ grpcPort: 0, httpPort: 0, env: {}, logTo: 'console' },
};
const PLACE = { appId: 'orders', grpcPort: 50_007, httpPort: 3507, isGuest: true };

test('an app is told its address in every variable that an SDK reads', () => {
  expect(appEnvironment(PLAN, { ...PLACE, metricsPort: 9464 })).toMatchObject({
    ...{ APP_ID: 'orders', APP_PROTOCOL: 'http', DAPR_GRPC_PORT: '50007', DAPR_HTTP_PORT: '3507' },
    DAPR_GRPC_ENDPOINT: '127.0.0.1:50007',
    DAPR_HTTP_ENDPOINT: 'http://127.0.0.1:3507',
    DAPR_METRICS_PORT: '9464',
  });
});

test('a port of its own is told only where there is one, a token only where it is asked for', () => {
  const without = appEnvironment(PLAN, PLACE);
  expect(without).toMatchObject({ APP_PORT: undefined, APP_CHANNEL_ADDRESS: undefined, DAPR_API_TOKEN: undefined });
  expect(Object.keys(without), 'a token of the caller is taken away').toContain('DAPR_API_TOKEN');
  expect(appEnvironment({ ...PLAN, appPort: 8080 }, { ...PLACE, token: 'secret' })).toMatchObject({
    ...{ APP_PORT: '8080', APP_CHANNEL_ADDRESS: '127.0.0.1', DAPR_API_TOKEN: 'secret' },
  });
});

test('what the app itself is given comes last', () => {
  const env = { DAPR_API_TOKEN: 'own', SPEED: '0' };
  expect(appEnvironment({ ...PLAN, env, metricsPort: 9100 }, PLACE)).toMatchObject({
    ...env,
    DAPR_METRICS_PORT: '9100',
  });
});
