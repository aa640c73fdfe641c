import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { openConsoleStore } from '@/lib/bootstrap/console/open-console-store';
import { graphPicture } from '@/lib/testing/recorded/graph-picture';
import { withoutTimes } from '@/lib/testing/recorded/draw-graph';
import { printRecording, type Recording } from '@/lib/testing/recorded/recording';
import { steadyHistory } from '@/lib/testing/recorded/steady-history';
import { ROOT } from '../fixtures/child';

/** Languages whose runs are kept; `npm run sdks -- --record` writes them anew. */
const recorded = ['javascript', 'python', 'go', 'java'];
const isRecording = process.env['PERDURE_RECORD'] === '1';
const MANY = 100_000;

/** A run that is worth keeping, and under which name. */
export type Kept = {
  readonly language: string;
  readonly name: string;
  readonly dataDir: string;
  readonly appId?: string;
  readonly instanceId: string;
  /** Other instances that its history tells of, by what they are called in the recording. */
  readonly others?: Readonly<Record<string, string>>;
};

/** Holds the graph of a run against the one recorded before; when recording, keeps the run's history instead. */
export async function expectGraphAsRecorded(kept: Kept): Promise<void> {
  const { language, name } = kept;
  if (!recorded.includes(language)) return;
  const recording = await record(kept);
  const path = join(ROOT, 'lib', 'graph', 'recorded', language, name);
  if (isRecording) {
    mkdirSync(dirname(path), { recursive: true });
    return writeFileSync(`${path}.json`, printRecording(recording));
  }
  const picture = readFileSync(`${path}.graph.txt`, 'utf8');
  expect(withoutTimes(graphPicture(recording)), `${language}/${name}`).toBe(withoutTimes(picture));
}

async function record({ dataDir, appId = 'default', instanceId, others = {} }: Kept): Promise<Recording> {
  const ref = { appId, instanceId };
  const store = await openConsoleStore({ kind: 'sqlite', path: join(dataDir, 'perdure.db') });
  try {
    const instance = await store.getInstance(ref);
    const history = await store.readHistory(ref, { from: 0, limit: MANY });
    if (instance === undefined || history === undefined) throw new Error(`there is no instance ${instanceId}`);
    const { name: workflow, generation } = instance;
    const late = (await store.listSteps(ref)).filter((step) => step.status === 'discarded');
    return {
      workflow,
      appId,
      generation,
      discarded: late.filter((step) => step.generation === generation).map(({ eventId }) => eventId),
      entries: steadyHistory(history.entries, { ...others, [instanceId]: 'run' }),
    };
  } finally {
    await store.close();
  }
}
