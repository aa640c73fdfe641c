import { startInstance } from '@/lib/engine/start';
import { writeOf } from '@/lib/runtime/world/record';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import type { InstanceWrite } from '@/lib/store/runtime-store';

// A program of its own: commits one started instance after the other to the store that it is given, until it is killed,
// and says each instance ID once its commit is acknowledged.

/** What a runtime records of a start that nobody has taken up yet. */
function started(key: number): InstanceWrite {
  const instanceId = `started-${key}`;
  const change = startInstance(
    { ref: { appId: 'shop', instanceId }, key },
    {
      ...{ kind: 'execution-started', eventId: -1, at: key, name: 'ProcessOrder', input: '{"sku":"desk"}' },
      ...{ instanceId, executionId: `run-${key}`, tags: {} },
    },
  );
  return writeOf(change, undefined, key);
}

const store = await openSqliteRuntimeStore({ path: process.argv[2] ?? '' });
for (let key = store.allocateKey(); ; key = store.allocateKey()) {
  await store.commit([[started(key)]]);
  process.stdout.write(`started-${key}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
