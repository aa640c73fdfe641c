import { afterEach, expect, test, vi } from 'vitest';
import { handOnSettings } from '@/lib/bootstrap/hand-on-settings';
import { readSettings } from '@/lib/bootstrap/env';
import { aSidecarProcess } from '@/lib/testing/dapr/sidecar-process';
import { consoleRim } from './console-rim';

afterEach(() => vi.unstubAllEnvs());

test('a console that finds sidecars knows them when the first question comes', async () => {
  await aSidecarProcess('known-at-once');
  const settings = { ...readSettings({ DATABASE_URL: 'file:mirror.db' }), attached: { sidecars: [], discovers: true } };
  for (const [name, value] of Object.entries(handOnSettings(settings))) vi.stubEnv(name, value);
  await consoleRim.ready();
  expect(consoleRim.context().servedApps).toContain('known-at-once');
});
