import { z } from 'zod';
import { PROJECT_LANGUAGES } from '@/lib/domain/project';
import { jsonText, name } from './actions';

/** Address of the projects that run beside a console. */
export const PROJECTS_PATH = '/api/v1/projects';

/** POST /api/v1/projects: `text` is a diagram; `input` is JSON text, an example when it is absent; `lanesAsApps` makes each lane an app. */
export const projectBody = z.object({
  text: z.string().min(1, 'is empty').max(2_000_000, 'is longer than 2,000,000 characters'),
  fileName: name,
  language: z.enum(PROJECT_LANGUAGES),
  appId: name.optional(),
  lanesAsApps: z.boolean().optional(),
  input: jsonText.optional(),
});

/** DELETE /api/v1/projects?appId= */
export const projectAppSchema = z.object({ appId: name });
