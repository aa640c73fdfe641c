import { readSettings } from '../env';
import { exitCodeOf } from '../exit-code';
import { reachableHost } from '../reachable-host';
import { AlreadyReported, reportFatal } from '../report-fatal';
import type { Settings } from '../settings';
import { startSampleApp, type SampleApp } from './sample-app';
import { startPerdure, type RunningPerdure } from './start-perdure';
import { welcome } from './welcome';

/** What runs and must be stopped. */
const running: { stop(): Promise<void> }[] = [];
const ended = new AbortController();

/** `npm start`: runtime, console and the sample app, until Ctrl-C. */
export async function runPerdure(): Promise<void> {
  process.on('SIGINT', () => void shutDown(0));
  process.on('SIGTERM', () => void shutDown(0));
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
  const parts = { runtime: true, console: true };
  const perdure = await startPerdure({ settings, parts, signal: ended.signal });
  running.push(perdure);
  void perdure.failed.then(giveUp);
  const sampleLog = startSamples(settings, perdure)?.logFile;
  console.log(welcome({ settings, perdure, sample: sampleLog ?? 'off' }));
}

function startSamples(settings: Settings, { runtime }: RunningPerdure): SampleApp | undefined {
  const [first] = runtime?.apps ?? [];
  if (!settings.demo || first === undefined) return undefined;
  const where = {
    ...{ host: reachableHost(settings.host), grpcPort: first.grpcPort, dataDir: settings.dataDir },
    token: settings.apps[0].tokens[0],
  };
  const sample = startSampleApp(where, runtime?.isEmpty === true ? 'with executions' : 'worker only');
  running.push(sample);
  return sample;
}

/** Ends what was started, each of it within 5 s, and then this process. */
async function shutDown(exitCode: number): Promise<void> {
  if (ended.signal.aborted) return;
  ended.abort();
  process.exitCode = exitCode;
  await Promise.all(running.map((part) => part.stop()));
  process.exit(exitCode);
}
