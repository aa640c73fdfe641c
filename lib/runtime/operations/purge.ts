import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { childRef } from '@/lib/engine/end';
import { executionIdOf, isImported, type LiveInstance } from '@/lib/engine/live-instance';
import type { StoredRun } from '@/lib/store/runtime-store';
import type { PurgeHow } from '../runtime-port';
import type { Tx } from '../world/world';
import type { OperationContext } from './context';
import { requireInstance } from './require-instance';

/**
 * Deletes an ended instance for good, with `recursive` its children as well, and answers how many were deleted (B53).
 * `force` deletes whatever state it is in (B54). All of the tree goes in one step, or none of it.
 */
export async function purge(context: OperationContext, ref: InstanceRef, how: PurgeHow): Promise<number> {
  return purgeTree(context, { how, rootOf: (tx) => requireInstance(tx, ref) });
}

/** The same for one run: 0 when it is gone, or when its id was used again since it was found. */
export async function purgeRun(context: OperationContext, run: StoredRun, how: PurgeHow): Promise<number> {
  const ref: InstanceRef = { appId: run.appId, instanceId: run.instanceId };
  const rootOf = (tx: Tx): LiveInstance | undefined => {
    const instance = tx.get(ref);
    return instance !== undefined && executionIdOf(instance) === run.executionId ? instance : undefined;
  };
  return purgeTree(context, { how, rootOf });
}

type Doomed = { readonly how: PurgeHow; readonly rootOf: (tx: Tx) => LiveInstance | undefined };

async function purgeTree({ world }: OperationContext, { how, rootOf }: Doomed): Promise<number> {
  const { recursive, force } = how;
  return world.transact((tx) => {
    const root = rootOf(tx);
    if (root === undefined) return 0;
    const tree = recursive ? treeOf(tx, root) : [root];
    const running = force ? undefined : tree.find(isRunning);
    if (running !== undefined) {
      throw new AppError('precondition', `orchestration has not yet completed: ${running.ref.instanceId}`, {
        hint: 'Terminate it first.',
      });
    }
    for (const instance of tree) tx.remove(instance);
    return tree.length;
  });
}

/** An instance and all that it and its children started, missing ones skipped, each once. */
function treeOf(tx: Tx, root: LiveInstance): readonly LiveInstance[] {
  const found = new Set<LiveInstance>([root]);
  for (const instance of found) {
    for (const event of instance.history) {
      if (event.kind !== 'child-created') continue;
      const child = tx.get(childRef(instance.ref, event));
      // An imported run has the ids of its origin, and so may a run that goes on here.
      if (child !== undefined && isImported(child) === isImported(root)) found.add(child);
    }
  }
  return [...found];
}

/** What was imported does not run, whatever it did where it comes from. */
function isRunning(instance: LiveInstance): boolean {
  return instance.state.completed === undefined && !isImported(instance);
}
