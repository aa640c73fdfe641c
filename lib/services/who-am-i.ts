import type { Actor } from '@/lib/domain/actor';
import type { ServiceContext } from './service-context';

/** Who asks, and what was given to them. */
export async function whoAmI({ caller }: ServiceContext): Promise<Actor> {
  const { kind, name, role, scope, seesPayloads } = caller.actor;
  return { kind, name, role, scope, seesPayloads };
}
