import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sidecarOfText } from '../sidecar-spec';
import { readAttachPlan } from './attach-plan';

/** Reads a plan with this text, beside a token and a certificate. */
function planOf(text: string, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-plan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'token'), 'abc\n');
  writeFileSync(join(folder, 'ca.pem'), 'a certificate');
  writeFileSync(join(folder, 'attach.yaml'), text);
  return { folder, plan: () => readAttachPlan(join(folder, 'attach.yaml'), env) };
}

test('a file says all that the command line can, and tokens and certificates besides', () => {
  const { folder, plan } = planOf(
    `component: components
stateStore: orders
store: mirror.db
sidecars:
  - { appId: orders, address: "50001" }
  - { appId: billing, address: "dapr.example:443", apiToken: { env: BILLING }, tls: { ca: ca.pem } }
  - { appId: mail, address: "https://mail:443", apiToken: { file: token } }
`,
    { BILLING: 'xyz' },
  );
  expect(plan()).toEqual({
    ...{ component: join(folder, 'components'), stateStore: 'orders', store: join(folder, 'mirror.db') },
    sidecars: [
      { appId: 'orders', address: '127.0.0.1:50001' },
      { appId: 'billing', address: 'dapr.example:443', token: 'xyz', tls: { ca: 'a certificate' } },
      { appId: 'mail', address: 'mail:443', token: 'abc', tls: {} },
    ],
  });
});

test.each([
  ['sidecar: []', 'Unrecognized key'],
  ['sidecars: [{ appId: a }]', 'sidecars.0.address'],
  ['sidecars: [{ appId: a, address: nowhere }]', '"a=nowhere" does not tell a sidecar'],
  ['sidecars: [{ appId: a, address: "1", apiToken: { env: NOT_SET } }]', 'the API token from NOT_SET'],
  ['sidecars: [{ appId: a, address: "1", apiToken: { file: gone } }]', 'cannot be read'],
  ['a: [', 'is not valid YAML'],
])('%s is refused with its place', (text, message) => {
  expect(planOf(text).plan).toThrow(message);
});

test('a sidecar on the command line has the token that Dapr has in the environment', () => {
  expect(sidecarOfText('orders=https://[::1]:443', { DAPR_API_TOKEN: 'abc' })).toEqual({
    ...{ appId: 'orders', address: '[::1]:443', token: 'abc', tls: {} },
  });
  expect(sidecarOfText('orders=50001', {})).toEqual({ appId: 'orders', address: '127.0.0.1:50001' });
  expect(() => sidecarOfText('50001', {})).toThrow('does not tell a sidecar');
});
