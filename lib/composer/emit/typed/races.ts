import type { Race, Statement } from '../../plan/statement';
import { everyStatement } from '../every-statement';

/** The events that races may wait for in vain: such a wait must not take a later event of its name. */
export function keptEvents(body: readonly Statement[]): ReadonlySet<string> {
  const races = everyStatement(body).filter((each) => each.kind === 'race');
  const tasks = races
    .filter((race) => !isEventWithTimeout(race))
    .flatMap(({ arms, asides }) => [...arms.map(({ task }) => task), ...asides.map(({ on }) => on)]);
  return new Set(tasks.flatMap((task) => (task.kind === 'wait' ? [task.event] : [])));
}

/** One event and one time: what the SDK has a call for. */
export function isEventWithTimeout({ arms, asides, handlers }: Race): boolean {
  const kinds = arms.map(({ task }) => (task.kind === 'sleep' ? task.time.kind : task.kind)).sort();
  return asides.length === 0 && handlers.length === 0 && kinds.join(' ') === 'after wait';
}
