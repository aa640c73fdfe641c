import { queryOptions } from '@tanstack/react-query';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { PROJECTS_PATH } from '@/lib/api/projects';
import type { Project, ProjectWish } from '@/lib/domain/project';
import { projectSchema, projectsSchema } from '@/lib/domain/project-schema';
import { queryKeys } from '@/components/shared/query-keys';

const POLL_MS = 1_000;

/** The projects that run beside the console; asked again while one of them is on its way. */
export function projectsQuery() {
  return queryOptions({
    queryKey: queryKeys.projects,
    queryFn: ({ signal }) => fetchJson(projectsSchema, PROJECTS_PATH, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.projects.some(({ phase }) => phase === 'preparing' || phase === 'running') === true ? POLL_MS : false,
  });
}

export function runProject(wish: ProjectWish): Promise<Project> {
  return postJson(projectSchema, PROJECTS_PATH, wish);
}

export function stopProject(appId: string): Promise<Project> {
  return fetchJson(projectSchema, `${PROJECTS_PATH}?appId=${encodeURIComponent(appId)}`, { method: 'DELETE' });
}
