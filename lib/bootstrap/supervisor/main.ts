import { join, relative, resolve } from 'node:path';
import { readSettings } from '../env';
import { handOnSettings, withPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { reachableHost } from '../reachable-host';
import { reportFatal } from '../report-fatal';
import { buildConsole } from './build-console';
import { claimPort } from './free-port';
import { ManagedProcess } from './managed-process';
import { ROOT, TIED_FLAGS } from './repository';
import { startRuntimeChild, type RuntimeAddresses } from './runtime-child';
import { startSampleApp } from './sample-app';
import { createShowLine } from './show-line';
import { waitUntilAnswers } from './wait-until-answers';
import { welcome } from './welcome';

/** What runs and must be stopped. */
const running: { stop(): Promise<void> }[] = [];
const ended = new AbortController();

/** `npm start`: runtime, console and the sample app, until Ctrl-C. */
export async function runPerdure(): Promise<void> {
  process.once('SIGINT', () => void shutDown(0));
  process.once('SIGTERM', () => void shutDown(0));
  try {
    await startAll(readSettings(process.env));
  } catch (error) {
    if (!ended.signal.aborted) reportFatal(error);
    await shutDown(1);
  }
}

async function startAll(settings: Settings): Promise<void> {
  const consolePort = await claimPort(settings.host, settings.consolePort, 'PERDURE_CONSOLE_PORT');
  const runtime = await startRuntimeChild(settings, createShowLine('runtime', settings.logFormat));
  running.push(runtime);
  const { addresses } = runtime;
  await buildConsole((line) => console.log(line));
  const url = `http://${reachableHost(settings.host)}:${consolePort}`;
  startConsole({ ...withPorts(settings, addresses), storePath: seenFromRoot(settings.storePath), consolePort });
  await waitUntilAnswers(`${url}/api/v1/runtime`, ended.signal);
  const sampleLog = startSamples(settings, addresses);
  console.log(welcome({ url, settings, addresses, sampleLog }));
}

/** The console runs in the root, wherever this process does. */
function seenFromRoot(path: string): string {
  return relative(ROOT, process.cwd()) === '' ? path : resolve(path);
}

function startConsole(settings: Settings): void {
  const show = createShowLine('console', settings.logFormat);
  const server: ManagedProcess = new ManagedProcess({
    name: 'console',
    cwd: ROOT,
    args: [
      ...TIED_FLAGS,
      join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'),
      ...['start', '-H', settings.host, '-p', String(settings.consolePort)],
    ],
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...handOnSettings({ ...settings, logFormat: 'json' }),
    },
    onLine: (line) => (isNews(line) ? show(line) : undefined),
    onUnexpectedEnd: (how) => {
      show(`ended (${how}); starting it again.`);
      setTimeout(() => (ended.signal.aborted ? undefined : server.start()), 1_000);
    },
  });
  server.start();
  running.push(server);
}

function startSamples(settings: Settings, { apps, isEmpty }: RuntimeAddresses): string | undefined {
  const [first] = apps;
  if (!settings.demo || first === undefined) return undefined;
  const where = {
    ...{ host: reachableHost(settings.host), grpcPort: first.grpcPort, dataDir: settings.dataDir },
    token: settings.apps[0].tokens[0],
  };
  const sample = startSampleApp(where, isEmpty ? 'with executions' : 'worker only');
  running.push(sample);
  return sample.logFile;
}

/** Ends what was started, each of it within 5 s, and then this process. */
async function shutDown(exitCode: number): Promise<void> {
  if (ended.signal.aborted) return;
  ended.abort();
  process.exitCode = exitCode;
  await Promise.all(running.map((part) => part.stop()));
  process.exit(exitCode);
}

/** Next.js greets at each start; only what comes after is worth a line. */
function isNews(line: string): boolean {
  return line.trim() !== '' && !/^\s*(▲ Next\.js|- (Local|Network):|✓ (Starting|Ready))/.test(line);
}
