import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { ConsoleStore } from '@/lib/store/console-store';
import type { RuntimeStore } from '@/lib/store/runtime-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { seedInstances } from './seed-instances';
import { T0 } from './store-builders';

const OPTIONS = { count: 700, now: T0, seed: 3 };

test('writes as many instances as asked for, of every status, none of them in the future', async () => {
  const { runtime, console } = await open();
  await seedInstances(runtime, OPTIONS);
  const counts = await console.countInstances(NO_FILTER);
  expect(counts.total.count).toBe(700);
  for (const status of INSTANCE_STATUSES) expect(counts.byStatus[status].count).toBeGreaterThan(0);
  expect(await runtime.due(T0, 1)).toEqual([]);
  const page = await console.listInstances(NO_FILTER, { limit: 700 });
  expect(page.instances.every((one) => one.updatedAt <= T0 && one.createdAt <= one.updatedAt)).toBe(true);
  expect(page.instances.some((one) => one.parent !== undefined)).toBe(true);
});

test('writes the same for the same seed', async () => {
  const [first, second] = [await open(), await open()];
  await seedInstances(first.runtime, OPTIONS);
  await seedInstances(second.runtime, OPTIONS);
  const all = { limit: 700 };
  expect(await first.console.listInstances(NO_FILTER, all)).toEqual(await second.console.listInstances(NO_FILTER, all));
});

test('histories are whole: times never go back, and every result belongs to something scheduled', async () => {
  const { runtime, console } = await open();
  await seedInstances(runtime, OPTIONS);
  for (const ref of (await console.listInstances(NO_FILTER, { limit: 700 })).instances) {
    const history = (await runtime.load(ref))?.history ?? [];
    const ids = new Set(history.filter((event) => event.eventId >= 0).map((event) => event.eventId));
    // The first turn opens after the start that it takes in.
    const inOrder = history.filter(({ kind }) => kind !== 'execution-started');
    inOrder.forEach((event, index) => {
      expect(event.at).toBeGreaterThanOrEqual(inOrder[index - 1]?.at ?? 0);
      if (event.kind === 'task-completed' || event.kind === 'child-completed') expect(ids).toContain(event.taskId);
    });
  }
});

let folder: string;
let opened: { runtime: RuntimeStore; console: ConsoleStore }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-seed-'));
});
afterEach(async () => {
  for (const { runtime, console } of opened) {
    await console.close();
    await runtime.close();
  }
  opened = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<{ runtime: RuntimeStore; console: ConsoleStore }> {
  const path = join(folder, `${opened.length}.db`);
  const runtime = await openSqliteRuntimeStore({ path });
  const console = await openSqliteConsoleStore({ path });
  opened.push({ runtime, console });
  return { runtime, console };
}
