import { z } from 'zod';

const view = {
  id: z.string(),
  name: z.string(),
  search: z.string(),
  isDefault: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
};

/** The answer of POST /api/v1/views: the view as it is kept. */
export const viewSchema = z.object(view);

/** GET /api/v1/views */
export const viewsSchema = z.object({ views: z.array(viewSchema) });

/** POST /api/v1/views: adds a view, or replaces the one with `id`. `search`: query string of the list's address. */
export const viewBody = z.object({
  id: z.string().optional(),
  name: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters'),
  search: z.string().max(4000, 'is longer than 4,000 characters'),
  isDefault: z.boolean().default(false),
});

/** The query of DELETE /api/v1/views. */
export const viewIdSchema = z.object({ id: z.string() });

export type ViewJson = z.infer<typeof viewSchema>;
