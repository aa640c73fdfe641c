import { fetchJson } from '@/lib/api/fetch-json';
import { workersSchema, workflowsSchema } from '@/lib/api/schemas';
import type { CliContext } from '../cli-context';
import { addressOfConsole } from '../server/server-option';

export type LiveNamesWish = { readonly kind: 'apps' | 'workflows'; readonly patienceMs: number };

/** App IDs or names of workflows, as far as the console tells them in time; none when it does not answer. */
export async function liveNames({ kind, patienceMs }: LiveNamesWish, context: CliContext): Promise<readonly string[]> {
  try {
    const { url, token } = addressOfConsole({}, context);
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const init = { headers, signal: AbortSignal.timeout(patienceMs) };
    if (kind === 'apps') {
      const { apps } = await fetchJson(workersSchema, `${url}/api/v1/workers`, init);
      return apps.map(({ appId }) => appId);
    }
    const { workflows } = await fetchJson(workflowsSchema, `${url}/api/v1/workflows`, init);
    return [...new Set(workflows.map(({ name }) => name))];
  } catch {
    return []; // no console, or one that asks who this is: nothing to offer
  }
}
