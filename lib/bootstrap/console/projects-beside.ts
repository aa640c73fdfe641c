import { z } from 'zod';
import { AppError, type ErrorCode } from '@/lib/domain/app-error';
import type { Project, ProjectHost, Projects, ProjectWish } from '@/lib/domain/project';
import { projectSchema, projectsSchema } from '@/lib/domain/project-schema';
import { readPresence } from '../supervisor/presence';

const PATIENCE_MS = 30_000;
const NOBODY =
  'No runtime was started together with this console, so it runs no projects. Download the ZIP: perdure run -f dapr.yaml';

const refusalSchema = z.object({ code: z.string(), message: z.string(), hint: z.string().optional() });

/**
 * The projects of the Perdure that has started this process. Another one's, whose data folder this is as well, is not asked: it
 * may stand open to others.
 */
export function projectsBeside(dataDir: string, parent = process.ppid): ProjectHost {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> | undefined => {
    const presence = readPresence(dataDir);
    if (presence?.pid !== parent) return undefined;
    const headers = { authorization: `Bearer ${presence.secret}`, 'content-type': 'application/json' };
    return fetch(`${presence.url}${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS), ...init });
  };
  return {
    async list(): Promise<Projects> {
      const response = await ask('/projects');
      if (response === undefined) return { unavailable: NOBODY, missing: {}, projects: [] };
      return projectsSchema.parse(await answerOf(response));
    },
    async run(wish: ProjectWish): Promise<Project> {
      const response = await ask('/projects', { method: 'POST', body: JSON.stringify(wish) });
      return projectSchema.parse(await answerOf(response));
    },
    async stop(appId: string): Promise<Project> {
      const response = await ask(`/projects/${encodeURIComponent(appId)}`, { method: 'DELETE' });
      return projectSchema.parse(await answerOf(response));
    },
  };
}

async function answerOf(response: Response | undefined): Promise<unknown> {
  if (response === undefined) throw new AppError('precondition', NOBODY);
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { code, message, hint } = refusalSchema.parse(answer);
  // Safe: the other side took it from an AppError.
  throw new AppError(code as ErrorCode, message, { hint });
}
