import type { Elements } from '@/lib/composer/emit/project/elements-file';
import type { ExternalEvent, Program } from '@/lib/composer/plan/program';
import type { InstanceRef } from '@/lib/domain/instance';
import { isOpen, type DrawnRun } from './steps-on-elements';

/** An external event that an execution of a run can be told. */
export type OpenEvent = {
  readonly event: ExternalEvent;
  readonly instance: InstanceRef;
  /** Known to be waited for; some SDKs do not tell. */
  readonly isAwaited: boolean;
};

/** The events that a run and its children may wait for: first those that are known to be awaited, then as drawn. */
export function openEvents({ events }: Program, elements: Elements, runs: readonly DrawnRun[]): readonly OpenEvent[] {
  const found = runs.filter(isOpen).flatMap((run) => {
    const steps = elements.workflows.find(({ name }) => name === run.workflow)?.steps ?? [];
    const waits = new Set(steps.flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
    return events
      .filter(({ name }) => waits.has(name))
      .map((event) => ({ event, instance: run.ref, isAwaited: awaits(run, event.name) }));
  });
  return found.toSorted((a, b) => Number(b.isAwaited) - Number(a.isAwaited));
}

function awaits({ graph }: DrawnRun, event: string): boolean {
  return graph.nodes.some(
    (node) => node.type === 'step' && node.kind === 'event' && node.status === 'scheduled' && node.name === event,
  );
}
