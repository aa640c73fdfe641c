import { AppError } from '@/lib/domain/app-error';
import type { AppBacklog, WorkerStatus } from '@/lib/domain/app-status';
import type { ServiceContext } from './service-context';

/** One app: who works for it, what waits for them, and how many of its executions have not ended. */
export type AppWorkers = {
  readonly appId: string;
  /** `undeclared`: it has executions, and no listener of the runtime serves it. */
  readonly state: 'served' | 'undeclared' | 'unknown';
  readonly connected: number;
  /** Absent where the engine tells their number alone. */
  readonly workers?: readonly WorkerStatus[] | undefined;
  readonly backlog?: AppBacklog | undefined;
  readonly open: number;
  /** Why nothing is known of its workers. */
  readonly reason?: string | undefined;
};

/** Every app that is served or has executions; those that have work and nobody to do it come first. */
export async function listWorkers(context: ServiceContext): Promise<{ readonly apps: readonly AppWorkers[] }> {
  const open = await openByApp(context);
  const served = await Promise.all(
    context.servedApps.map((appId) => workersOf(context, { appId, open: open.get(appId) ?? 0 })),
  );
  const others = [...open].filter(([appId]) => !context.servedApps.includes(appId));
  const undeclared = others.map(
    ([appId, count]) => ({ appId, state: 'undeclared', connected: 0, open: count }) as const,
  );
  return { apps: [...served, ...undeclared].toSorted(needFirst) };
}

/** Backlog and workers are told for all workflows of an app: who sees only some of them is not told. */
async function workersOf(
  { control, caller }: ServiceContext,
  app: { readonly appId: string; readonly open: number },
): Promise<AppWorkers> {
  try {
    const { connected, status } = await control.workersOf(app.appId);
    if (caller.actor.scope.workflows.length > 0) return { ...app, state: 'served', connected };
    return { ...app, state: 'served', connected, workers: status?.workers, backlog: status?.backlog };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...app, state: 'unknown', connected: 0, reason: error.message };
  }
}

async function openByApp({ store }: ServiceContext): Promise<ReadonlyMap<string, number>> {
  const open = new Map<string, number>();
  for (const { appId, byStatus } of await store.listWorkflows()) {
    const { pending, running, suspended, stalled } = byStatus;
    open.set(appId, (open.get(appId) ?? 0) + pending + running + suspended + stalled);
  }
  return open;
}

function needFirst(one: AppWorkers, other: AppWorkers): number {
  return need(other) - need(one) || (one.appId < other.appId ? -1 : 1);
}

function need({ connected, open }: AppWorkers): number {
  return connected === 0 && open > 0 ? 1 : 0;
}
