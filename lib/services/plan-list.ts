import { AppError } from '@/lib/domain/app-error';
import { NOTHING } from '@/lib/query/condition';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { listCondition } from '@/lib/query/list-condition';
import { planQuery } from '@/lib/query/plan-query';
import type { StoreFilter } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

/** How the store is to be asked for a list. Throws `invalid` for a query with anything in it that is not understood. */
export async function planList({ store, now }: ServiceContext, filter: ListFilter): Promise<StoreFilter> {
  const { query = '', ...facets } = filter;
  if (query.trim() === '') return facets;
  const { condition, faults } = listCondition(filter, now());
  const [fault] = faults;
  if (fault !== undefined) {
    throw new AppError('invalid', `In the query, at "${query.slice(fault.from, fault.to)}": ${fault.message}`, {
      hint: fault.hint,
    });
  }
  const plan = planQuery(condition, await store.listKinds());
  return { ...plan.filter, rest: plan.isEmpty ? NOTHING : plan.rest };
}
