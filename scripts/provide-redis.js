// Redis for the tests of one kind of state store: the one of the system, or Debian's package.
import { canInstallPackages, inPath, installPackages } from './system-packages.js';

/**
 * Finds `redis-server`, or gets it.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function provideRedis() {
  const found = inPath('redis-server');
  if (found !== undefined) return { path: found };
  if (!canInstallPackages()) return { reason: 'there is no redis-server in the path; install Redis' };
  const { ok, output } = await installPackages(['redis-server']);
  const installed = inPath('redis-server');
  if (installed !== undefined) return { path: installed };
  return { reason: ok ? 'the package brought no redis-server' : output.trim().split('\n').slice(-2).join(' ') };
}
