import { expect, test } from 'vitest';
import { whyEngineCannot } from './engine-target';

const at = (version: string) => ({ appId: 'orders', version });

test.each(['1.16.0', 'v1.17.13', '1.18.1', '2.0.0', 'edge', ''])('%s can rerun', (version) => {
  expect(whyEngineCannot('rerun', 'orders', at(version))).toBeUndefined();
});

test('an older one cannot, and does everything else', () => {
  expect(whyEngineCannot('rerun', 'orders', at('1.15.4'))).toBe(
    'Rerun takes Dapr 1.16 or newer; the sidecar of "orders" is 1.15.4.',
  );
  expect(whyEngineCannot('terminate', 'orders', at('1.15.4'))).toBeUndefined();
});

test("what is not Dapr's is never possible", () => {
  expect(whyEngineCannot('retry-now', 'orders', at('1.18.1'))).toContain('Dapr cannot do it');
  expect(whyEngineCannot('import', 'orders', at('1.18.1'))).toContain('Dapr cannot do it');
});

test('without a sidecar, or with one that does not answer, nothing is possible', () => {
  expect(whyEngineCannot('pause', 'orders', undefined)).toContain('--sidecar orders=<gRPC port>');
  const silent = { appId: 'orders', trouble: 'nobody listens' };
  expect(whyEngineCannot('start', 'orders', silent)).toBe('The sidecar of "orders" does not answer: nobody listens');
});
