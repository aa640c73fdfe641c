import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import { buildGraph } from '@/lib/graph/build-graph';
import type { Graph } from '@/lib/graph/graph';
import type { HistoryEntry } from '@/lib/store/console-store';
import { refuseUnknown, requireInstance } from '../require-instance';
import type { ServiceContext } from '../service-context';

const AT_ONCE = 5_000;

export type Run = { readonly instance: InstanceDetail; readonly graph: Graph };

/** An instance and the graph of its newest generation. Throws `not_found`. */
export async function readRun({ store }: ServiceContext, ref: InstanceRef): Promise<Run> {
  const instance = await requireInstance(store, ref);
  const { generation, startedAt } = instance;
  const steps = (await store.listSteps(ref)).filter((step) => step.generation === generation);
  const discarded = new Set(steps.filter(({ status }) => status === 'discarded').map(({ eventId }) => eventId));
  const stored = new Map(steps.map((step) => [step.eventId, step]));
  const entries = await readEntries(store, ref);
  return { instance, graph: buildGraph(entries, { appId: ref.appId, generation, startedAt, discarded, stored }) };
}

/** The whole history of an instance, with what is not a part of it yet. Throws `not_found`. */
export async function readEntries(store: ServiceContext['store'], ref: InstanceRef): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (;;) {
    const page = (await store.readHistory(ref, { from: entries.length, limit: AT_ONCE })) ?? refuseUnknown(ref);
    entries.push(...page.entries);
    if (page.entries.length === 0 || entries.length >= page.total) return entries;
  }
}
