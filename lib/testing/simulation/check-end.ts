import { refKey, type InstanceDetail, type InstanceRef } from '@/lib/domain/instance';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { targetAppOf } from '@/lib/engine/target-app';
import { checkHistory } from './check-history';
import { expectedEnd } from './expected-end';
import type { SimInput } from './program';
import { treeOf, type SimRun } from './sim-run';

/** Checks everything that clients can see once all has ended; answers a summary of it. */
export async function checkEnd(sim: SimRun): Promise<string> {
  const { fx, watch } = sim;
  await fx.settled();
  const refs = await sim.everyRef();
  const lines: string[] = [];
  for (const ref of refs) {
    const detail = await fx.runtime.get(ref);
    const history = await fx.history(ref);
    if (detail === undefined) continue;
    watch.faults.push(...faultsOf(sim, detail), ...checkHistory(ref, history));
    watch.faults.push(...missingChildren(sim, { ref, history, refs }));
    lines.push(
      `${refKey(ref)} ${detail.status} ${detail.output ?? ''} ${history.map(({ kind, at }) => `${kind}@${at}`).join(' ')}`,
    );
  }
  checkRoots(sim, refs);
  checkWaits(sim, refs);
  const outstanding = fx.runtime.workers().reduce((sum, worker) => sum + worker.outstanding, 0);
  if (outstanding > 0) watch.faults.push(`${outstanding} items are still with workers`);
  return lines.join('\n');
}

/** An instance must have ended as the model says, unless somebody ended or deleted it or a child of it by hand. */
function faultsOf(sim: SimRun, detail: InstanceDetail): readonly string[] {
  const { appId, instanceId, name } = detail;
  const { run } = JSON.parse(detail.input ?? '{}') as SimInput;
  const expected = expectedEnd(sim.programs, { name, appId, run });
  const isLoose = sim.loose.has(treeOf(instanceId));
  if (isLoose && detail.status === 'terminated') return [];
  const who = `${appId}/${instanceId} (${name})`;
  if (detail.status !== expected.status) return [`${who} ended as ${detail.status}, not ${expected.status}`];
  const text = detail.status === 'completed' ? detail.output : detail.failure?.message;
  const seen = JSON.parse(text ?? 'null') as readonly string[];
  const differs = (entry: string, index: number): boolean =>
    seen[index] !== entry && !(isLoose && expected.loose.has(index));
  const isEqual = seen.length === expected.seen.length && !expected.seen.some(differs);
  return isEqual ? [] : [`${who} came to ${text ?? 'nothing'}, not ${JSON.stringify(expected.seen)}`];
}

/** Whatever an instance started must exist: a message that went out is not lost. */
function missingChildren(
  sim: SimRun,
  { ref, history, refs }: { ref: InstanceRef; history: readonly HistoryEvent[]; refs: readonly InstanceRef[] },
): readonly string[] {
  const known = new Set(refs.map(refKey));
  return history.flatMap((event) => {
    if (event.kind !== 'detached-created') return [];
    const appId = targetAppOf(event.router, ref.appId);
    const isThere = known.has(refKey({ appId, instanceId: event.instanceId })) || sim.purged.has(event.instanceId);
    return isThere ? [] : [`${ref.instanceId} started ${event.instanceId}, which does not exist`];
  });
}

/** An acknowledged start is there, as the run it was acknowledged as. */
function checkRoots(sim: SimRun, refs: readonly InstanceRef[]): void {
  const known = new Set(refs.map(refKey));
  for (const [key, { run, ref, isDoubtful }] of sim.roots) {
    if (run === undefined || isDoubtful || sim.purged.has(ref.instanceId)) continue;
    if (!known.has(key)) sim.watch.faults.push(`${ref.instanceId} was acknowledged and does not exist`);
  }
}

/** Whoever waited for the end of what has ended has been told. */
function checkWaits(sim: SimRun, refs: readonly InstanceRef[]): void {
  const known = new Set(refs.map(refKey));
  for (const { ref, life, isOver } of sim.waits) {
    if (life === sim.life && !isOver && known.has(refKey(ref))) {
      sim.watch.faults.push(`somebody still waits for the end of ${ref.instanceId}`);
    }
  }
}
