import type { Instant } from '@/lib/domain/instant';
import { parseStateKey } from '../state-key';
import type { InstanceEntry } from '../state-row';

/** The instance that a metadata row belongs to; none for a key that is not one of a workflow. */
export function entryOf(key: string, updatedAt?: Instant): readonly InstanceEntry[] {
  const parsed = parseStateKey(key);
  if (parsed?.part !== 'metadata') return [];
  const { appId, namespace, instanceId } = parsed;
  return [{ appId, namespace, instanceId, ...(updatedAt === undefined ? {} : { updatedAt }) }];
}
