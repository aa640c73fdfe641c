import type { TestProject } from 'vitest/node';
import { OwnRuntime } from './own-runtime';

/**
 * Provides what is to be judged: the process at `TARGET` (host:port; its App ID in `TARGET_APP`, its API token in
 * `TARGET_TOKEN`), or one runtime for the whole run, with an App ID for each of Vitest's processes.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const address = process.env['TARGET'] ?? '';
  if (address !== '') {
    project.provide('targets', [{ address, appId: process.env['TARGET_APP'] ?? 'default' }]);
    project.provide('isForeign', true);
    return () => Promise.resolve();
  }
  const apps = Array.from({ length: project.vitest.config.maxWorkers }, (_, index) => `conformance-${index + 1}`);
  const runtime = await OwnRuntime.start({ apps });
  project.provide('targets', runtime.targets);
  project.provide('isForeign', false);
  return () => runtime.remove();
}
