import { expect, test } from 'vitest';
import { environmentOf, settingsOf } from './settings-option';

const RIM = { folder: '/', readInput: async () => '', out: () => undefined, err: () => undefined };
const CONTEXT = { ...RIM, now: () => 0, endWith: () => undefined };

test('a flag stands before the variable of its setting, and what is not given changes nothing', () => {
  const env = { PERDURE_GRPC_PORT: '1', PERDURE_HTTP_PORT: '2', HOME: '/home' };
  expect(environmentOf({ grpcPort: 50_002, logLevel: 'warn' }, env)).toEqual({
    ...env,
    ...{ PERDURE_GRPC_PORT: '50002', PERDURE_LOG_LEVEL: 'warn' },
  });
  const settings = settingsOf({ grpcPort: 0, databaseUrl: 'file:/tmp/a.db' }, { ...CONTEXT, env });
  expect(settings).toMatchObject({ grpcPort: 0, httpPort: 2, store: { kind: 'sqlite', path: '/tmp/a.db' } });
});
