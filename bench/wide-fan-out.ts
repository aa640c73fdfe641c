// Many workflows that each run many activities at once, on real workers of the JavaScript SDK.
// `npm run bench -- wide-fan-out [workflows=1000] [width=200] [workers=1,2]`
import type { ChildProcess } from 'node:child_process';
import { openWireClient } from '@/lib/testing/wire-client';
import { cpuTime, messageOf, rounded, startProgram, startRuntime, stopProgram } from './processes';

/** Starts under way at one time. */
const STARTS_AT_ONCE = 50;

/** Percent of the activities that one of two equal workers may run at most. */
const LARGEST_SHARE_OF_TWO = 60;

type Plan = { readonly workflows: number; readonly width: number; readonly workers: number };
type Counts = { readonly turns: number; readonly activities: number };

async function measure({ workflows, width, workers }: Plan) {
  const runtime = await startRuntime();
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(runtime.port)));
  const client = openWireClient(runtime.address);
  const ids = Array.from({ length: workflows }, (_, index) => `fan-${index}`);
  const from = { wall: performance.now(), cpu: cpuTime(runtime.pid), workerCpu: cpuOf(children) };
  const queue = ids.values();
  const starter = async (): Promise<void> => {
    for (const id of queue) await client.start(id, { name: 'FanOut', input: String(width) });
  };
  const started = Promise.all(Array.from({ length: STARTS_AT_ONCE }, starter));
  const results = await Promise.all(ids.map((id) => client.result(id)));
  await started;
  const seconds = (performance.now() - from.wall) / 1000;
  const cpu = cpuTime(runtime.pid) - from.cpu;
  const workerCpu = cpuOf(children) - from.workerCpu;
  const counts = await Promise.all(children.map(countsOf));
  client.close();
  await Promise.all(children.map((child) => stopProgram(child)));
  await runtime.stop();
  const ran = counts.map((count) => count.activities);
  const activities = ran.reduce((sum, count) => sum + count, 0);
  const turns = counts.reduce((sum, count) => sum + count.turns, 0);
  return {
    ...{ workflows, width, workers },
    right: results.filter((result) => result === String(sumOfSquares(width))).length,
    activitiesRun: activities,
    seconds: rounded(seconds),
    activitiesPerSecond: rounded(activities / seconds, 0),
    turnsPerWorkflow: rounded(turns / workflows),
    runtimeCpuMsPerActivity: rounded(cpu / activities, 3),
    workerCpuMsPerActivity: rounded(workerCpu / activities, 3),
    /** In percent. */
    shares: ran.map((count) => rounded((100 * count) / activities, 1)),
  };
}

async function startWorker(port: number): Promise<ChildProcess> {
  const child = startProgram(['bench', 'workers', 'fan-out-worker.ts'], { DAPR_GRPC_PORT: String(port) });
  await messageOf(child);
  return child;
}

function countsOf(child: ChildProcess): Promise<Counts> {
  const counts = messageOf<Counts>(child);
  child.send('report');
  return counts;
}

function cpuOf(children: readonly ChildProcess[]): number {
  return children.reduce((sum, { pid = 0 }) => sum + cpuTime(pid), 0);
}

function sumOfSquares(width: number): number {
  return ((width - 1) * width * (2 * width - 1)) / 6;
}

const [workflows = 1_000, width = 200] = process.argv.slice(2, 4).map(Number);
const runs = (process.argv[4] ?? '1,2').split(',').map(Number);
const rows: Awaited<ReturnType<typeof measure>>[] = [];
for (const workers of runs) {
  const result = await measure({ workflows, width, workers });
  console.log(JSON.stringify({ bench: 'wide-fan-out', ...result }));
  rows.push(result);
  const isWhole = result.right === workflows && result.activitiesRun === workflows * width;
  const isFair = workers !== 2 || Math.max(...result.shares) <= LARGEST_SHARE_OF_TWO;
  if (!isWhole || !isFair) process.exitCode = 1;
}
console.table(rows.map(({ shares, ...row }) => ({ ...row, shares: shares.join(' : ') })));
