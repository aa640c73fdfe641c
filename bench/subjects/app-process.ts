import { messageOf, startProgram, stopProgram } from '../processes';
import type { AppAnswer, AppRequest } from '../apps/serve-workloads';
import type { Workload, WorkloadResult } from '../apps/workload';

/** An app that is up and does what it is asked. */
export type AppProcess = {
  readonly pid: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly durability: string;
  run(workload: Workload): Promise<WorkloadResult>;
  settle(): Promise<void>;
  stop(): Promise<void>;
};

/** An app that has not answered after so many milliseconds is ended, and the run with it. */
const LONGEST_ANSWER = 20 * 60_000;

/** Starts an app of bench/ by its path and waits until it is ready. */
export async function startApp(path: readonly string[], env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const child = startProgram(['bench', ...path], env);
  const ask = async <Kind extends AppAnswer['kind']>(kind: Kind, request?: AppRequest) => {
    const answered = messageOf<AppAnswer>(child);
    if (request !== undefined) child.send(request);
    const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_ANSWER);
    const answer = await answered.finally(() => clearTimeout(late));
    if (answer.kind === 'failed') throw new Error(answer.message);
    if (answer.kind !== kind) throw new Error(`The app answered "${answer.kind}" where "${kind}" was due.`);
    return answer as Extract<AppAnswer, { kind: Kind }>;
  };
  try {
    const { versions, durability } = await ask('ready');
    return {
      pid: child.pid ?? 0,
      versions,
      durability,
      run: async (workload) => (await ask('result', { kind: 'run', workload })).result,
      settle: async () => void (await ask('settled', { kind: 'settle' })),
      stop: () => stopProgram(child),
    };
  } catch (error) {
    await stopProgram(child);
    throw error;
  }
}
