import { z } from 'zod';
import type { Environment } from '../settings';
import { commandLines } from './command-lines';
import { sidecarProcesses, type SidecarProcess } from './sidecar-processes';

/** A sidecar that was found on this machine and answers. */
export type FoundSidecar = {
  readonly appId: string;
  /** host:port of its gRPC door. */
  readonly address: string;
  /** Dapr's version, as it tells it. */
  readonly version?: string | undefined;
};

const metadata = z.object({ id: z.string().min(1), runtimeVersion: z.string().optional() });
const PATIENCE_MS = 2_000;
const TOKEN_VARIABLE = 'DAPR_API_TOKEN';

/**
 * The sidecars that run on this machine, as `dapr list` finds them: processes named daprd, asked by their metadata endpoint
 * who they are. One that does not answer is left out. By App ID; of several with one App ID the first.
 */
export async function findSidecars(env: Environment): Promise<readonly FoundSidecar[]> {
  const answers = await Promise.all(sidecarProcesses(await commandLines()).map((one) => ask(one, env)));
  const byApp = new Map<string, FoundSidecar>();
  for (const found of answers.flatMap((answer) => answer ?? [])) {
    if (!byApp.has(found.appId)) byApp.set(found.appId, found);
  }
  return [...byApp.values()].sort((a, b) => a.appId.localeCompare(b.appId));
}

async function ask({ grpcPort, httpPort }: SidecarProcess, env: Environment): Promise<FoundSidecar | undefined> {
  const token = env[TOKEN_VARIABLE];
  try {
    const response = await fetch(`http://127.0.0.1:${httpPort}/v1.0/metadata`, {
      headers: token === undefined ? {} : { 'dapr-api-token': token },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const told = metadata.safeParse(await response.json());
    if (!response.ok || !told.success) return undefined;
    return { appId: told.data.id, address: `127.0.0.1:${grpcPort}`, version: told.data.runtimeVersion };
  } catch {
    // It has just ended, or is something else: what does not answer cannot be used.
    return undefined;
  }
}
