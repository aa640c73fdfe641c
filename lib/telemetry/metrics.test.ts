import { expect, test } from 'vitest';
import { createMetrics, type WorkerLoad } from './metrics';

test('workers and what they have in hand are told per App ID, as they are at each scrape', async () => {
  let workers: readonly WorkerLoad[] = [
    { appId: 'orders', outstanding: 3 },
    { appId: 'orders', outstanding: 4 },
    { appId: 'mail', outstanding: 0 },
  ];
  const metrics = createMetrics(() => workers);
  const first = await metrics.metrics();
  expect(first).toContain('perdure_connected_workers{app_id="orders"} 2');
  expect(first).toContain('perdure_outstanding_work_items{app_id="orders"} 7');
  expect(first).toContain('perdure_outstanding_work_items{app_id="mail"} 0');
  expect(first).toContain('process_resident_memory_bytes');

  workers = [{ appId: 'mail', outstanding: 1 }];
  const second = await metrics.metrics();
  expect(second).toContain('perdure_outstanding_work_items{app_id="mail"} 1');
  expect(second).not.toContain('app_id="orders"');
});
