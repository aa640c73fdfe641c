// A workflow of many activities, one after the other: what does each step cost the runtime, at the end as compared to
// the beginning? `npm run bench -- long-workflow [steps=2000] [runs=3]`
import { startWireWorker } from '@/lib/testing/wire-worker';
import { openWireClient, type WireClient } from '@/lib/testing/wire-client';
import { sequentialWorkflow, type StepSeen } from '@/lib/testing/sequential-workflow';
import { cpuTime, rounded, startRuntime, type RuntimeProcess } from './processes';

const WINDOW = 100;
const WARM_UP = 600;

type Mark = { readonly bytes: number; readonly cpu: number; readonly wall: number };
type Phase = { readonly bytesPerStep: number; readonly cpuPerStep: number; readonly wallPerStep: number };

/** Bytes sent, runtime CPU and time by the clock when steps 0, 100, last - 100 and last were reached, summed over runs. */
async function measure(keepsHistory: boolean, { steps, runs }: { steps: number; runs: number }) {
  const runtime = await startRuntime();
  const client = openWireClient(runtime.address);
  const marks = new Map<number, Mark>();
  const workflow = sequentialWorkflow((step) => note(step, runtime, marks));
  const worker = startWireWorker({ address: runtime.address, keepsHistory, ...workflow });
  await run(client, 'warm-up', WARM_UP);
  marks.clear();
  const ownBefore = worker.ownTime();
  const [from, wallFrom] = [cpuTime(runtime.pid), performance.now()];
  for (let index = 0; index < runs; index += 1) await run(client, `run-${index}`, steps);
  const total = { cpu: cpuTime(runtime.pid) - from, wall: performance.now() - wallFrom };
  const own = worker.ownTime() - ownBefore;
  worker.close();
  client.close();
  await runtime.stop();
  const first = phase(marks, [1, 1 + WINDOW], runs);
  const last = phase(marks, [steps - WINDOW, steps], runs);
  return {
    worker: keepsHistory ? 'keeps history' : 'is sent all history',
    first,
    last,
    ratio: { bytes: rounded(last.bytesPerStep / first.bytesPerStep), cpu: rounded(last.cpuPerStep / first.cpuPerStep) },
    /** What the last steps cost beyond the first ones, per MB they sent beyond them. */
    cpuMsPerMoreMb: rounded((last.cpuPerStep - first.cpuPerStep) / ((last.bytesPerStep - first.bytesPerStep) / 1e6)),
    stepsPerSecond: rounded((steps * runs) / (total.wall / 1000), 0),
    runtimeCpuMsPerStep: rounded(total.cpu / (steps * runs), 3),
    workerOwnMsPerStep: rounded(own / (steps * runs), 3),
  };
}

function note({ step, bytes }: StepSeen, { pid }: RuntimeProcess, marks: Map<number, Mark>): void {
  const before = marks.get(step) ?? { bytes: 0, cpu: 0, wall: 0 };
  marks.set(step, {
    bytes: before.bytes + bytes,
    cpu: before.cpu + cpuTime(pid),
    wall: before.wall + performance.now(),
  });
}

function phase(marks: ReadonlyMap<number, Mark>, [from, to]: readonly [number, number], runs: number): Phase {
  const [start, end] = [marks.get(from), marks.get(to)];
  if (start === undefined || end === undefined) throw new Error(`steps ${from} and ${to} were not both reached`);
  const count = (to - from) * runs;
  let bytes = 0;
  for (let step = from + 1; step <= to; step += 1) bytes += marks.get(step)?.bytes ?? 0;
  return {
    bytesPerStep: rounded(bytes / count, 0),
    cpuPerStep: rounded((end.cpu - start.cpu) / count, 3),
    wallPerStep: rounded((end.wall - start.wall) / count, 3),
  };
}

async function run(client: WireClient, instanceId: string, steps: number): Promise<void> {
  await client.start(instanceId, { name: 'Sequence', input: String(steps) });
  const result = await client.result(instanceId);
  if (result !== String(steps)) throw new Error(`${instanceId} ended after ${result ?? 'no'} steps, not ${steps}`);
}

const [steps = 2_000, runs = 3] = process.argv.slice(2).map(Number);
for (const keepsHistory of [true, false]) {
  const result = await measure(keepsHistory, { steps, runs });
  console.log(JSON.stringify({ bench: 'long-workflow', steps, runs, ...result }));
  console.table({ [`first ${WINDOW}`]: result.first, [`last ${WINDOW}`]: result.last });
}
