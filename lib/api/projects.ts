import { z } from 'zod';
import { PROJECT_LANGUAGES, PROJECT_PHASES } from '@/lib/domain/project';
import { jsonText, name } from './actions';

/** Address of the projects that run beside a console. */
export const PROJECTS_PATH = '/api/v1/projects';

/** POST /api/v1/projects: `text` is a diagram; `input` is JSON text, an example when it is absent. */
export const projectBody = z.object({
  text: z.string().min(1, 'is empty').max(2_000_000, 'is longer than 2,000,000 characters'),
  fileName: name,
  language: z.enum(PROJECT_LANGUAGES),
  appId: name.optional(),
  input: jsonText.optional(),
});

/** DELETE /api/v1/projects?appId= */
export const projectAppSchema = z.object({ appId: name });

/** One project: how it stands, and the newest lines that it has said. */
export const projectSchema = z.object({
  ...{ appId: z.string(), language: z.enum(PROJECT_LANGUAGES), folder: z.string(), workflow: z.string() },
  phase: z.enum(PROJECT_PHASES),
  trouble: z.string().optional(),
  instanceId: z.string().optional(),
  log: z.array(z.string()),
});

/** GET /api/v1/projects: `unavailable` says why none can be run here, `missing` which tools are to be installed. */
export const projectsSchema = z.object({
  unavailable: z.string().optional(),
  missing: z.partialRecord(z.enum(PROJECT_LANGUAGES), z.string()),
  projects: z.array(projectSchema),
});

export type ProjectJson = z.infer<typeof projectSchema>;
