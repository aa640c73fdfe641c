// `node scripts/serve-console.js <host> <port>` serves the built console of this folder. It starts what a standalone server of
// Next.js consists of and not its command line, which loads whatever builds: the package brings that server alone.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dir = join(dirname(fileURLToPath(import.meta.url)), '..');
const [hostname, port] = process.argv.slice(2);
const build = join(dir, process.env.PERDURE_NEXT_DIST ?? '.next');

process.env.NODE_ENV = 'production';
process.env.NEXT_RUNTIME = 'nodejs';
// What next.config.js said when the console was built; it is not read again.
const { config } = JSON.parse(readFileSync(join(build, 'required-server-files.json'), 'utf8'));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
const { default: server } = await import('next/dist/server/lib/start-server.js');
await server.startServer({ dir, isDev: false, hostname, port: Number(port), allowRetry: false });
