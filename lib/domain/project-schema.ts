import { z } from 'zod';
import { PROJECT_LANGUAGES, PROJECT_PHASES, type Project, type Projects } from './project';

/** One project: how it stands, and the newest lines that it has said. */
export const projectSchema = z.object({
  ...{ appId: z.string(), language: z.enum(PROJECT_LANGUAGES), folder: z.string(), workflow: z.string() },
  workers: z.array(z.string()),
  phase: z.enum(PROJECT_PHASES),
  trouble: z.string().optional(),
  instanceId: z.string().optional(),
  log: z.array(z.string()),
}) satisfies z.ZodType<Project>;

/** All of them: `unavailable` says why none can be run here, `missing` which tools are to be installed. */
export const projectsSchema = z.object({
  unavailable: z.string().optional(),
  missing: z.partialRecord(z.enum(PROJECT_LANGUAGES), z.string()),
  projects: z.array(projectSchema),
}) satisfies z.ZodType<Projects>;
