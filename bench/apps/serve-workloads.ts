import type { EngineClient } from './engine-client';
import { runWorkload, type Workload, type WorkloadResult } from './workload';

/** What an app process is asked over its channel, and what it answers. */
export type AppRequest = { readonly kind: 'run'; readonly workload: Workload } | { readonly kind: 'settle' };
export type AppAnswer =
  | { readonly kind: 'ready'; readonly versions: Readonly<Record<string, string>>; readonly durability: string }
  | { readonly kind: 'result'; readonly result: WorkloadResult }
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly message: string };

export type App = {
  readonly client: EngineClient;
  /** Versions of the packages that the engine consists of. */
  readonly versions: Readonly<Record<string, string>>;
  /** How durable the engine is set to be, in a few words. Left out where the server knows it. */
  readonly durability?: string;
  /** Brings all that is still to be written to where it stays. */
  settle?(): Promise<void>;
};

/** Does what the runner asks for, until it hangs up. The engine's own chatter is dropped: formatting it costs. */
export function serveWorkloads({ client, versions, durability = '', settle }: App): void {
  const answer = (message: AppAnswer): void => void process.send?.(message);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (request: AppRequest) => {
    const done =
      request.kind === 'run'
        ? runWorkload(client, request.workload).then((result) => answer({ kind: 'result', result }))
        : (settle?.() ?? Promise.resolve()).then(() => answer({ kind: 'settled' }));
    done.catch((error: unknown) => answer({ kind: 'failed', message: String(error) }));
  });
  answer({ kind: 'ready', versions, durability });
}
