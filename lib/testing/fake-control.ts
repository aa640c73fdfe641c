import type { Control } from '@/lib/control/control';
import type { AppError } from '@/lib/domain/app-error';

/** An engine that writes down what it is asked; or refuses all of it. */
export function fakeControl(asked: unknown[][], refusal?: AppError): Control {
  const answer =
    <T>(method: string, value: T) =>
    (...request: unknown[]) => {
      if (refusal !== undefined) return Promise.reject(refusal);
      asked.push([method, ...request]);
      return Promise.resolve(value);
    };
  const created = { appId: 'shop', instanceId: 'forked' };
  return {
    ping: answer('ping', undefined),
    workersOf: answer('workersOf', { connected: 1 }),
    versionOf: answer('versionOf', '1.18.1'),
    start: answer('start', created),
    suspend: answer('suspend', undefined),
    resume: answer('resume', undefined),
    terminate: answer('terminate', undefined),
    raiseEvent: answer('raiseEvent', undefined),
    rerun: answer('rerun', created),
    endWait: answer('endWait', undefined),
    importRun: answer('importRun', undefined),
    purge: answer('purge', 2),
    close: () => undefined,
  };
}
