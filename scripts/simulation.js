// `npm run simulation -- 10000`: that many simulated lives of the runtime, in as many processes as there are processors.
import './require-node.js';
import { availableParallelism } from 'node:os';
import { runCommand } from './run-command.js';

const seeds = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(seeds) || seeds < 1) {
  console.error(`"${process.argv[2]}" is not a number of seeds. Example: npm run simulation -- 10000`);
  process.exit(1);
}

const share = Math.ceil(seeds / availableParallelism());
const shards = Array.from({ length: Math.ceil(seeds / share) }, (_, n) => {
  const from = 1 + n * share;
  return { from, count: Math.min(share, seeds + 1 - from) };
});
const results = await Promise.all(
  shards.map(({ from, count }) =>
    runCommand(['vitest', 'run', 'lib/runtime/runtime.sim.test.ts'], {
      env: { NO_COLOR: '1', SIM_FROM: String(from), SIM_SEEDS: String(count) },
    }),
  ),
);
const failed = results.filter(({ ok }) => !ok);
for (const { output } of failed) console.error(output);
console.log(`${seeds} seeds: ${failed.length === 0 ? 'all passed' : 'some failed, see above'}`);
process.exitCode = failed.length === 0 ? 0 : 1;
