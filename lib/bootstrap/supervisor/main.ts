import { relative } from 'node:path';
import { refuseOpenConsole } from '../auth-settings';
import { readSettings } from '../env';
import { handOnSettings, withPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { reachableHost } from '../reachable-host';
import { absolutePlace, type StorePlace } from '../store-place';
import { exitCodeOf } from '../exit-code';
import { AlreadyReported, reportFatal } from '../report-fatal';
import { buildConsole } from './build-console';
import { claimPort } from './free-port';
import { ManagedProcess } from './managed-process';
import { nextProgram, ROOT, TIED_FLAGS } from './repository';
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
    await giveUp(error);
  }
}

async function giveUp(error: unknown): Promise<void> {
  if (!ended.signal.aborted) reportFatal(error);
  await shutDown(error instanceof AlreadyReported ? error.exitCode : exitCodeOf(error));
}

async function startAll(settings: Settings): Promise<void> {
  refuseOpenConsole(settings);
  const consolePort = await claimPort(settings.host, settings.consolePort, 'PERDURE_CONSOLE_PORT');
  const say = createShowLine('runtime', settings.logFormat);
  const runtime = await startRuntimeChild(settings, { say, onReplaced: (error) => void giveUp(error) });
  running.push(runtime);
  const { addresses } = runtime;
  await buildConsole((line) => console.log(line));
  const url = `http://${reachableHost(settings.host)}:${consolePort}`;
  startConsole({ ...withPorts(settings, addresses), store: seenFromRoot(settings.store), consolePort });
  await waitUntilAnswers(`${url}/api/v1/runtime`, ended.signal);
  const sampleLog = startSamples(settings, addresses);
  console.log(welcome({ url, settings, addresses, sampleLog }));
}

/** The console runs in the root, wherever this process does. */
function seenFromRoot(store: StorePlace): StorePlace {
  return relative(ROOT, process.cwd()) === '' ? store : absolutePlace(store);
}

function startConsole(settings: Settings): void {
  const show = createShowLine('console', settings.logFormat);
  const server: ManagedProcess = new ManagedProcess({
    name: 'console',
    cwd: ROOT,
    args: [
      ...TIED_FLAGS,
      nextProgram(),
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
