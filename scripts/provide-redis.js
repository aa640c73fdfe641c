// Redis for the tests of one kind of state store: the one of the system, or Debian's package.
import './register-typescript.js';
import { canInstallPackages, installPackages } from './system-packages.js';

const { findRedis } = await import('../lib/testing/dapr/redis-server.ts');

/**
 * Finds `redis-server`, or gets it.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function provideRedis() {
  const found = findRedis();
  if (found !== undefined) return { path: found };
  if (!canInstallPackages()) return { reason: 'there is no redis-server in the path; install Redis' };
  const { ok, output } = await installPackages(['redis-server']);
  const installed = findRedis();
  if (installed !== undefined) return { path: installed };
  return { reason: ok ? 'the package brought no redis-server' : output.trim().split('\n').slice(-2).join(' ') };
}
