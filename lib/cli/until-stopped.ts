import { once } from 'node:events';
import type { CliContext } from './cli-context';

/** A signal that aborts when the person or the system wants the process to end: Ctrl-C, SIGTERM, or the test's own. */
export function untilStopped({ stop }: CliContext): AbortSignal {
  if (stop !== undefined) return stop;
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => asked.abort());
  return asked.signal;
}

/** Resolves when the signal aborts, at once if it has. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
