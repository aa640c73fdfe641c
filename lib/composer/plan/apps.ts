import type { Lane, Model, Process } from '../model/model';
import { appIdOf } from '../names/app-id';
import { laneOfElement } from './lanes';
import type { Activity, App, Program, WorkflowUnit } from './program';

/** Processes that share their data, with what they became. */
export interface AppPart {
  readonly family: readonly Process[];
  readonly workflows: readonly WorkflowUnit[];
  readonly activities: readonly Activity[];
}

/**
 * The apps that the lanes of a diagram become. Workflows run in the app of the lane in which the first start of their
 * process lies, in `own` when it lies in none; what a process runs as children stays with it. An activity is done in the
 * app of its lane, inside a sub-process without lanes in that of the sub-process, else where its workflow runs.
 */
export function appsOf(model: Model, own: string, parts: readonly AppPart[]): readonly App[] {
  const apps = new Map<string, { lane?: string; workflows: string[]; activities: string[] }>();
  const at = (lane: Lane | undefined, otherwise: string) => {
    const appId = lane === undefined ? otherwise : appIdOf(lane.name);
    const app = apps.get(appId) ?? { workflows: [], activities: [] };
    if (lane !== undefined) app.lane ??= lane.name;
    apps.set(appId, app);
    return { appId, app };
  };
  for (const { family, workflows, activities } of parts) {
    const home = at(startLane(model, family[0]), own);
    home.app.workflows.push(...workflows.map(({ name }) => name));
    for (const { name, elements } of activities) {
      at(laneOfElement(model, elements[0]), home.appId).app.activities.push(name);
    }
  }
  return [...apps].map(([appId, { lane, workflows, activities }]) => ({
    ...{ appId, ...(lane !== undefined && { lane }), workflows, activities },
  }));
}

/** The App ID that a workflow names when it calls this activity or workflow; undefined for what its own app does. */
export function otherApp({ apps }: Program, unit: WorkflowUnit, called: string): string | undefined {
  const here = appWith(apps, unit.name);
  const there = appWith(apps, called);
  return there === here ? undefined : there?.appId;
}

/** The App ID in which the workflow that is started first runs. */
export function homeApp({ apps, appId }: Pick<Program, 'apps' | 'appId'>): string {
  return apps?.[0]?.appId ?? appId;
}

function appWith(apps: readonly App[] | undefined, name: string): App | undefined {
  return apps?.find(({ workflows, activities }) => workflows.includes(name) || activities.includes(name));
}

/** Where nobody drew a start, the first step counts. */
function startLane(model: Model, process: Process | undefined): Lane | undefined {
  const starts = process?.elements.filter(({ kind }) => kind === 'start') ?? [];
  const drawn = starts.find(({ implied }) => implied !== true);
  if (drawn !== undefined) return laneOfElement(model, drawn.id);
  const flow = process?.flows.find(({ from }) => from === starts[0]?.id);
  return laneOfElement(model, flow?.to);
}
