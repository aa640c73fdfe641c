import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { AppError } from '@/lib/domain/app-error';
import type { AppPlan } from './app-plan';
import { noCommand } from './find-command';
import { guardGroup } from './guard-group';

const LONGEST_STOP = 4_500;
const KEPT_LINES = 10;
const IS_WINDOWS = process.platform === 'win32';

export type AppOutput = { readonly out: (line: string) => void; readonly err: (line: string) => void };

/** How a process ended; after a signal the code is the one that a shell would tell. */
export type AppEnd = { readonly code: number; readonly how: string; readonly lastLines: readonly string[] };

export type AppProcess = {
  readonly ended: Promise<AppEnd>;
  /** Ends it and all that it has started; by force after 4.5 s. */
  stop(): Promise<void>;
};

/**
 * Starts an app's command in a process group of its own, so that all of it can be ended. Rejects with `invalid` for a folder or
 * a command that is not there.
 */
export async function startApp(
  plan: AppPlan,
  env: Readonly<Record<string, string | undefined>>,
  { out, err }: AppOutput,
): Promise<AppProcess> {
  const [command = '', ...args] = plan.command;
  const child = spawn(command, args, {
    ...{ cwd: plan.folder, detached: !IS_WINDOWS, shell: IS_WINDOWS },
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await started(child, plan);
  const lastLines: string[] = [];
  const take = (write: (line: string) => void) => (line: string) => {
    lastLines.push(line);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
    write(line);
  };
  createInterface({ input: child.stdout }).on('line', take(out));
  createInterface({ input: child.stderr }).on('line', take(err));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = new Promise<AppEnd>((resolve) =>
    child.once('close', (code, signal) => resolve({ ...endOf(code, signal), lastLines })),
  );
  guard(child, { until: ended, plan, err });
  // What it started may hold its pipes and ports open.
  void exited.then(() => signalGroup(child, 'SIGTERM'));
  return { ended, stop: () => stopGroup(child, ended) };
}

type Guarded = { readonly until: Promise<unknown>; readonly plan: AppPlan; readonly err: AppOutput['err'] };

/** Windows knows no process groups: there only the end of the app's own process is seen to. */
function guard({ pid }: ChildProcess, { until, plan, err }: Guarded): void {
  if (IS_WINDOWS || pid === undefined) return;
  const onError = ({ message }: Error): void =>
    err(`App "${plan.appId}" would go on if Perdure were killed by force: no guard can be started (${message}).`);
  void until.then(guardGroup(pid, onError));
}

function started(child: ChildProcess, plan: AppPlan): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      const isMissing = 'code' in cause && cause.code === 'ENOENT';
      const refusal = new AppError('invalid', `App "${plan.appId}" cannot start: ${cause.message}.`, { cause });
      reject(isMissing ? noCommand(plan) : refusal);
    });
  });
}

function endOf(code: number | null, signal: NodeJS.Signals | null): Pick<AppEnd, 'code' | 'how'> {
  if (signal === null) return { code: code ?? 1, how: `exit code ${code ?? 'unknown'}` };
  return { code: 128 + constants.signals[signal], how: signal };
}

async function stopGroup(child: ChildProcess, ended: Promise<AppEnd>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), LONGEST_STOP);
  await ended;
  clearTimeout(force);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (IS_WINDOWS || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // ESRCH: all of it has ended
  }
}
