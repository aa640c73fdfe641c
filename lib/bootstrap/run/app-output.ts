import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { AppPlan } from './app-plan';
import type { AppOutput } from './app-process';
import type { RunRim } from './perdure-for';

const COLORS = ['cyan', 'magenta', 'yellow', 'green', 'blue'] as const;

export type PlacedOutput = AppOutput & {
  /** The file that is written, where one is. */
  readonly file: string | undefined;
  close(): void;
};

/** Sends each line of an app to where its plan wants it; on a terminal under its name, each app in a color of its own. */
export function placeOutput(
  { appId, folder, logTo }: AppPlan,
  { out, err, isTerminal, env }: RunRim,
  index: number,
): PlacedOutput {
  const isPlain = !isTerminal || (env.NO_COLOR ?? '') !== '';
  const label = `[${appId}]`;
  const prefix = isPlain ? label : styleText(COLORS[index % COLORS.length] ?? 'cyan', label, { validateStream: false });
  const log = logTo === 'console' ? undefined : openLog(folder, appId);
  const pass = (write: (line: string) => void) => (line: string) => {
    log?.write(`${line}\n`);
    if (logTo !== 'file') write(`${prefix} ${line}`);
  };
  return { out: pass(out), err: pass(err), file: log?.path.toString(), close: () => log?.end() };
}

/** Where `dapr run -f` writes it too, and under such a name. */
function openLog(folder: string, appId: string): WriteStream {
  const logs = join(folder, '.dapr', 'logs');
  mkdirSync(logs, { recursive: true });
  const at = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return createWriteStream(join(logs, `${appId}_app_${at}.log`), { flags: 'a' });
}
