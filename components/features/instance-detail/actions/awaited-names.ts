import type { Execution } from '../use-execution';

/** Names of the events the workflow is known to wait for, each once, whatever the case. */
export function awaitedNames({ instance, steps }: Pick<Execution, 'instance' | 'steps'>): readonly string[] {
  const open = steps.filter(({ kind, status }) => kind === 'event' && status === 'scheduled').map(({ name }) => name);
  const names = new Map<string, string>();
  for (const name of [...instance.waitingOn.events, ...open]) {
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}
