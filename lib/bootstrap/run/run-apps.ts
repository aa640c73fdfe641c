import { once } from 'node:events';
import { startApp, type AppEnd, type AppProcess } from './app-process';
import type { AppPlan } from './app-plan';
import type { RunRim, UsedPerdure } from './perdure-for';
import { seatApps } from './seated-apps';

type Ended = { readonly plan: AppPlan; readonly end: AppEnd };

/**
 * Runs apps until all have ended, one of them has failed or the rim's signal aborts; then all of them are ended. Answers the exit
 * code: that of the app that failed, else 0. Rejects when one cannot start, or when Perdure fails.
 */
export async function runApps(apps: readonly AppPlan[], perdure: UsedPerdure, rim: RunRim): Promise<number> {
  const seated = await seatApps(apps, perdure, rim);
  const processes: AppProcess[] = [];
  const ends: Promise<Ended>[] = [];
  try {
    for (const { plan, env, output } of seated) {
      if (plan.command.length === 0) {
        rim.err(`App ID ${plan.appId} has no command: its address is served, and you start it yourself.`);
        ends.push(new Promise(() => undefined));
        continue;
      }
      const app = await startApp(plan, env, output);
      processes.push(app);
      ends.push(app.ended.then((end) => ({ plan, end })));
    }
    return await outcome(ends, perdure, rim);
  } finally {
    await Promise.all(processes.map((app) => app.stop()));
    for (const { output } of seated) output.close();
  }
}

async function outcome(ends: readonly Promise<Ended>[], { failed }: UsedPerdure, rim: RunRim): Promise<number> {
  const stopped = rim.signal.aborted ? Promise.resolve() : once(rim.signal, 'abort');
  const failedApp = new Promise<Ended>((resolve) => {
    for (const ended of ends) void ended.then((app) => (app.end.code === 0 ? undefined : resolve(app)));
  });
  const first = await Promise.race([
    stopped.then(() => 'done' as const),
    Promise.all(ends).then(() => failedOf(ends)),
    failedApp,
    failed.then((error) => {
      throw error;
    }),
  ]);
  if (first === 'done') return 0;
  for (const line of failureLines(first, ends.length)) rim.err(line);
  return first.end.code;
}

/** Who failed, when all have ended at once; else all went well. */
async function failedOf(ends: readonly Promise<Ended>[]): Promise<Ended | 'done'> {
  const all = await Promise.all(ends);
  return all.find(({ end }) => end.code !== 0) ?? 'done';
}

function failureLines({ plan, end }: Ended, count: number): readonly string[] {
  const said = `App "${plan.appId}" ended with ${end.how}`;
  if (count === 1) return [`${said}.`];
  const last = end.lastLines.map((line) => `  ${line}`);
  return [`${said}; the others are stopped.${last.length === 0 ? '' : ' Its last lines:'}`, ...last];
}
