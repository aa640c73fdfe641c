// A workflow of many activities, one after the other: what does each step cost the runtime, at the end as compared to
// the beginning? `npm run bench -- long-workflow [steps=2000] [runs=5]`
import { startWireWorker } from '@/lib/testing/wire-worker';
import { openWireClient, type WireClient } from '@/lib/testing/wire-client';
import { sequentialWorkflow } from '@/lib/testing/sequential-workflow';
import { cpuTime, rounded, startRuntime } from './processes';

const WINDOW = 100;
const WARM_UP = 600;

type Mark = { readonly bytes: number; readonly cpu: number };
type Marks = Map<number, Mark>;
type Phase = { readonly bytesPerStep: number; readonly cpuMsPerStep: number };

async function measure(keepsHistory: boolean, { steps, runs }: { steps: number; runs: number }) {
  const runtime = await startRuntime();
  const client = openWireClient(runtime.address);
  let marks: Marks = new Map();
  const workflow = sequentialWorkflow(({ step, bytes }) => marks.set(step, { bytes, cpu: cpuTime(runtime.pid) }));
  const worker = startWireWorker({ address: runtime.address, keepsHistory, ...workflow });
  await run(client, 'warm-up', WARM_UP);
  const from = { own: worker.ownTime(), cpu: cpuTime(runtime.pid), wall: performance.now() };
  const all: Marks[] = [];
  for (let index = 0; index < runs; index += 1) {
    marks = new Map();
    await run(client, `run-${index}`, steps);
    all.push(marks);
  }
  const seconds = (performance.now() - from.wall) / 1000;
  const cpu = cpuTime(runtime.pid) - from.cpu;
  const own = worker.ownTime() - from.own;
  worker.close();
  client.close();
  await runtime.stop();
  const first = leastDisturbed(all.map((one) => phase(one, 1)));
  const last = leastDisturbed(all.map((one) => phase(one, steps - WINDOW)));
  const more = { cpu: last.cpuMsPerStep - first.cpuMsPerStep, mb: (last.bytesPerStep - first.bytesPerStep) / 1e6 };
  return {
    worker: keepsHistory ? 'keeps history' : 'is sent all history',
    first,
    last,
    cpuRatio: rounded(last.cpuMsPerStep / first.cpuMsPerStep),
    /** What a step costs more at the end than at the beginning, per MB that it sends more. */
    cpuMsPerMb: keepsHistory ? undefined : rounded(more.cpu / more.mb),
    stepsPerSecond: rounded((steps * runs) / seconds, 0),
    runtimeCpuMsPerStep: rounded(cpu / (steps * runs), 3),
    workerOwnMsPerStep: rounded(own / (steps * runs), 3),
  };
}

/** What a step costs the runtime, over the steps that follow step `from`. */
function phase(marks: Marks, from: number): Phase {
  const [start, end] = [marks.get(from), marks.get(from + WINDOW)];
  if (start === undefined || end === undefined) throw new Error(`not all steps from ${from} on were seen`);
  let bytes = 0;
  for (let step = from + 1; step <= from + WINDOW; step += 1) bytes += marks.get(step)?.bytes ?? 0;
  return { bytesPerStep: rounded(bytes / WINDOW, 0), cpuMsPerStep: rounded((end.cpu - start.cpu) / WINDOW, 3) };
}

/** Whatever else the machine does only makes it slower. */
function leastDisturbed(phases: readonly Phase[]): Phase {
  const [best] = phases.toSorted((a, b) => a.cpuMsPerStep - b.cpuMsPerStep);
  if (best === undefined) throw new Error('there was no run');
  return best;
}

async function run(client: WireClient, instanceId: string, steps: number): Promise<void> {
  await client.start(instanceId, { name: 'Sequence', input: String(steps) });
  const result = await client.result(instanceId);
  if (result !== String(steps)) throw new Error(`${instanceId} ended after ${result ?? 'no'} steps, not ${steps}`);
}

const [steps = 2_000, runs = 5] = process.argv.slice(2).map(Number);
for (const keepsHistory of [true, false]) {
  const result = await measure(keepsHistory, { steps, runs });
  console.log(JSON.stringify({ bench: 'long-workflow', steps, runs, ...result }));
  console.table({ [`first ${WINDOW}`]: result.first, [`last ${WINDOW}`]: result.last });
}
