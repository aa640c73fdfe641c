import { expect } from 'vitest';
import type { InstanceSummary } from '@/lib/domain/instance';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { ConsoleStore } from '../console-store';

/** All of a list, page by page; a page may hold less than it could, and there is more behind it all the same. */
export async function readAllPages(
  console: ConsoleStore,
  filter: InstanceFilter,
  limit: number,
): Promise<InstanceSummary[]> {
  const all: InstanceSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await console.listInstances(filter, { limit, cursor });
    expect(page.instances.length).toBeLessThanOrEqual(limit);
    all.push(...page.instances);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}
