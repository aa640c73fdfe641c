import { expect, test } from 'vitest';
import { sidecarProcesses } from './sidecar-processes';

test('sidecars are told from their command lines, in both ways of writing a flag', () => {
  const lines = [
    '/root/.dapr/bin/daprd --app-id orders --dapr-http-port 3501 --dapr-grpc-port 50002 --enable-metrics=false',
    'daprd --app-id=billing --dapr-http-port=3502 --dapr-grpc-port=50003',
    String.raw`C:\Users\ada\.dapr\bin\daprd.exe -app-id "quoted" -dapr-http-port 3503 -dapr-grpc-port 50004`,
    'daprd --app-id usual',
  ];
  expect(sidecarProcesses(lines)).toEqual([
    { appId: 'orders', httpPort: 3501, grpcPort: 50_002 },
    { appId: 'billing', httpPort: 3502, grpcPort: 50_003 },
    { appId: 'quoted', httpPort: 3503, grpcPort: 50_004 },
    { appId: 'usual', httpPort: 3500, grpcPort: 50_001 },
  ]);
});

test('other programs, those that speak of daprd, and impossible ports are none', () => {
  const lines = [
    ...['', 'vi daprd --app-id orders', 'dapr run --app-id orders -- node app.js', 'not-daprd --app-id orders'],
    ...['daprd --version', 'daprd --app-id orders --dapr-grpc-port 0', 'daprd --app-id orders --dapr-http-port 70000'],
  ];
  expect(sidecarProcesses(lines)).toEqual([]);
});
