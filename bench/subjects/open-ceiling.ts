import { join } from 'node:path';
import { messageOf, startProgram, stopProgram } from '../processes';
import { makeScratch } from '../scratch';
import { startApp } from './app-process';
import { checkpoint } from './checkpoint';
import type { Subject } from './subject';

/** The stock SDK against a stub: what no runtime behind that SDK can exceed. `fsync`: the stub stores every turn. */
export async function openCeiling(kind: 'memory' | 'fsync'): Promise<Subject> {
  const scratch = makeScratch('ceiling');
  const path = join(scratch.folder, 'stub.db');
  const env: Record<string, string> = kind === 'fsync' ? { STUB_STORE: path } : {};
  const server = startProgram(['bench', 'stub', 'main.ts'], env);
  const { port } = await messageOf<{ port: number }>(server);
  const app = await startApp(['apps', 'dapr-app.ts'], { DAPR_GRPC_PORT: String(port) });
  return {
    name: kind === 'memory' ? 'ceiling' : 'ceiling-fsync',
    durability: kind === 'memory' ? 'none: all in memory' : 'SQLite WAL, synchronous=FULL, shared commits',
    versions: app.versions,
    roots: { app: app.pid, server: server.pid ?? 0 },
    folders: kind === 'memory' ? [] : [scratch.folder],
    run: app.run,
    settle: async () => {
      if (kind === 'fsync') checkpoint(path);
    },
    async stop() {
      await app.stop();
      await stopProgram(server);
      scratch.remove();
    },
  };
}
