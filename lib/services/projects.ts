import type { Project, Projects, ProjectWish } from '@/lib/domain/project';
import type { ServiceContext } from './service-context';

/** The projects that are run on the console's machine, or why none can be. */
export async function listProjects({ projects }: ServiceContext): Promise<Projects> {
  return projects.list();
}

/** Makes a project of a diagram and runs it, with a first execution. Rejects with what is in the way. */
export async function runProject({ projects }: ServiceContext, wish: ProjectWish): Promise<Project> {
  return projects.run(wish);
}

/** Stops the worker of a project; its files and executions stay. */
export async function stopProject({ projects }: ServiceContext, appId: string): Promise<Project> {
  return projects.stop(appId);
}
