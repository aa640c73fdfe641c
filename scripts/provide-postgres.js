// PostgreSQL for tests: the one in the folder that PERDURE_POSTGRES names, the one that npm brings, or one of the system;
// when none works, Debian's package is installed. `node scripts/provide-postgres.js` says which one it is.
import './require-node.js';
import './register-typescript.js';
import { fileURLToPath } from 'node:url';
import { canInstallPackages, installPackages } from './system-packages.js';

const { findPostgres, systemPostgres } = await import('../lib/testing/postgres/find-postgres.ts');
const { PostgresCluster } = await import('../lib/testing/postgres/postgres-cluster.ts');

/** Why a PostgreSQL cannot be used here; undefined when a server of it starts and stops. */
async function faultOf(programs) {
  try {
    const cluster = await PostgresCluster.create(programs);
    await cluster.remove();
    return undefined;
  } catch (error) {
    return error.message.trim().split('\n').slice(0, 2).join(' ');
  }
}

/**
 * Finds a PostgreSQL that works, or gets one.
 * @returns {Promise<{ bin: string } | { reason: string }>} `bin` is empty when the tests find it by themselves; the
 *   reason says everything that was tried
 */
export async function providePostgres() {
  const tried = [];
  const attempt = async (programs, name, bin) => {
    const fault = programs === undefined ? 'not there' : await faultOf(programs);
    if (fault === undefined) return { bin };
    tried.push(`${name}: ${fault}`);
    return undefined;
  };
  const first = findPostgres();
  const found = await attempt(first, first?.bin ?? 'npm package', '');
  if (found !== undefined) return found;
  const system = systemPostgres();
  const second = await attempt(system, system?.bin ?? 'system', system?.bin);
  if (second !== undefined) return second;
  if (canInstallPackages()) {
    const { ok } = await installPackages(['postgresql']);
    const installed = systemPostgres();
    const third = ok ? await attempt(installed, 'Debian package', installed?.bin) : undefined;
    if (third !== undefined) return third;
    if (!ok) tried.push('"apt-get install postgresql" failed');
  }
  return { reason: `${tried.join('; ')}; set PERDURE_POSTGRES to the folder of initdb and postgres` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const postgres = await providePostgres();
  console.log('bin' in postgres ? postgres.bin || findPostgres().bin : `No PostgreSQL: ${postgres.reason}`);
  process.exitCode = 'bin' in postgres ? 0 : 1;
}
