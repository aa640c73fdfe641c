import { expect, test } from 'vitest';
import { planFromRunFile } from './plan-from-run-file';

const WHOLE = `version: 1
common:
  resourcesPath: ./resources
  env:
    REGION: eu
    DEBUG: true
apps:
  - appID: orders
    appDirPath: ./orders/
    appPort: 8001
    daprHTTPPort: 3501
    daprGRPCPort: 50011
    command: ["npm", "run", "worker"]
    env:
      DEBUG: 0
  - appDirPath: billing
    appProtocol: grpc
    appLogDestination: fileAndConsole
    logLevel: debug
    appPort: -1
`;

test('apps get what common says and what they say themselves, their folders relative to the file', () => {
  const { apps, passedOver } = plan(WHOLE);
  expect(apps).toEqual([
    {
      ...{ appId: 'orders', command: ['npm', 'run', 'worker'], folder: '/work-folder/orders', appPort: 8001 },
      ...{ appProtocol: 'http', grpcPort: 50_011, httpPort: 3501, metricsPort: undefined, logTo: 'console' },
      env: { REGION: 'eu', DEBUG: '0' },
    },
    {
      ...{ appId: 'billing', command: [], folder: '/work-folder/billing', appPort: undefined },
      ...{ appProtocol: 'grpc', grpcPort: 0, httpPort: 0, metricsPort: undefined, logTo: 'fileAndConsole' },
      env: { REGION: 'eu', DEBUG: 'true' },
    },
  ]);
  expect(passedOver).toEqual(['resourcesPath', 'logLevel']);
});

test('an unknown key is refused by file and line, with the one that was meant', () => {
  expect(refusal(WHOLE.replace('appID', 'appId'))).toBe(
    'dapr.yaml:8: there is no key "appId" for an app. Did you mean "appID"?',
  );
  expect(refusal(WHOLE.replace('  env:', '  environment:'))).toBe(
    'dapr.yaml:4: there is no key "environment" in common. Known keys: env, appProtocol, appLogDestination.',
  );
  expect(refusal(`apis: 1\n${WHOLE}`)).toContain('dapr.yaml:1: there is no key "apis". Did you mean "apps"?');
});

test('a value that cannot be used is refused by file and line, with what is allowed', () => {
  expect(refusal(WHOLE.replace('version: 1', 'version: 2'))).toBe('dapr.yaml:1: version cannot be used. Allowed: 1.');
  expect(refusal(WHOLE.replace('appPort: 8001', 'appPort: many'))).toBe(
    'dapr.yaml:10: apps[0].appPort cannot be used. Allowed: a port number from 0 to 65535.',
  );
  expect(refusal(WHOLE.replace('["npm", "run", "worker"]', 'npm run worker'))).toMatch(
    /^dapr.yaml:13: apps\[0\]\.command cannot be used\. Allowed: a list of texts/,
  );
  expect(refusal(WHOLE.replace('    appDirPath: ./orders/\n', ''))).toBe(
    'dapr.yaml:8: apps[0].appDirPath is missing. Allowed: a text that is not empty.',
  );
  expect(refusal('version: 1\n')).toContain('apps is missing. Allowed: a list of apps.');
  expect(refusal('version: 1\napps: [\n')).toMatch(/^dapr.yaml:\d: this is not YAML: /);
  expect(refusal('')).toContain('dapr.yaml:1: what stands here cannot be used. Allowed: a run file');
});

test('two apps with one App ID are refused', () => {
  expect(refusal(WHOLE.replace('appDirPath: billing', 'appDirPath: elsewhere/orders'))).toBe(
    'dapr.yaml: App ID "orders" is given to two apps.',
  );
});

function plan(text: string): ReturnType<typeof planFromRunFile> {
  return planFromRunFile({ file: 'dapr.yaml', path: '/work-folder/dapr.yaml', text });
}

function refusal(text: string): string {
  try {
    plan(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it was taken');
}
