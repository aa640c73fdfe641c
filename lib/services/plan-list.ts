import { AppError } from '@/lib/domain/app-error';
import { NOTHING } from '@/lib/query/condition';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { listCondition } from '@/lib/query/list-condition';
import { asksForWorkers, planQuery } from '@/lib/query/plan-query';
import { asksForPaths, undeclaredPaths } from '@/lib/query/undeclared-paths';
import type { StoreFilter } from '@/lib/store/console-store';
import { listWorkers } from './list-workers';
import type { ServiceContext } from './service-context';

/**
 * How the store is to be asked for a list. Throws `invalid` for a query with anything in it that is not understood,
 * `unavailable` for one about workers while the runtime cannot tell of them, and `forbidden` for one about payloads that the
 * caller may not see.
 */
export async function planList(context: ServiceContext, filter: ListFilter): Promise<StoreFilter> {
  const { query = '', ...facets } = filter;
  if (query.trim() === '') return facets;
  const { condition, clauses, faults } = listCondition(filter, context.now());
  const declared = asksForPaths(condition) ? await context.store.listDeclaredPaths() : [];
  const [fault] = [...faults, ...undeclaredPaths(clauses, declared)];
  if (fault !== undefined) {
    throw new AppError('invalid', `In the query, at "${query.slice(fault.from, fault.to)}": ${fault.message}`, {
      hint: fault.hint,
    });
  }
  if (asksForPaths(condition)) requirePayloads(context);
  const appsWithWorker = asksForWorkers(condition) ? await appsWithWorkers(context) : undefined;
  const plan = planQuery(condition, { ...(await context.store.listKinds()), appsWithWorker });
  return { ...plan.filter, rest: plan.isEmpty ? NOTHING : plan.rest };
}

/** Who may not see payloads learns nothing of them by asking which executions have one. */
function requirePayloads({ caller: { actor } }: ServiceContext): void {
  if (actor.seesPayloads) return;
  throw new AppError(
    'forbidden',
    'A filter by values in payloads needs the permission to see payloads, which you do not have.',
  );
}

async function appsWithWorkers(context: ServiceContext): Promise<readonly string[]> {
  const { apps } = await listWorkers(context);
  const silent = apps.find(({ state }) => state === 'unknown');
  if (silent !== undefined) {
    throw new AppError('unavailable', `Who works for ${silent.appId} is not known: ${silent.reason ?? 'no answer'}`, {
      hint: 'Leave worker: out of the query, or try again when the runtime answers.',
    });
  }
  return apps.filter(({ connected }) => connected > 0).map(({ appId }) => appId);
}
