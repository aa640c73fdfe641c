import type { FixtureOptions } from './runtime-fixture';
import { serveConsoleApi, type ServedApi } from './serve-console-api';
import { runCli } from '@/lib/cli/main';
import type { CliRim } from '@/lib/cli/cli-context';

export type CliAnswer = { readonly code: number; readonly out: string; readonly err: string };

/** A command line, and the console it speaks to. */
export type CliUnderTest = ServedApi & {
  /** Runs `perdure …`. */
  perdure(...args: readonly string[]): Promise<CliAnswer>;
  /** The same with another rim, such as a person at a terminal, or an address that nothing answers at. */
  perdureWith(rim: Partial<CliRim>, ...args: readonly string[]): Promise<CliAnswer>;
};

/** A command line with a console of its own, both over a real runtime. */
export async function openCli(options: FixtureOptions = {}): Promise<CliUnderTest> {
  const api = await serveConsoleApi(options);
  const perdureWith = async (rim: Partial<CliRim>, ...args: readonly string[]): Promise<CliAnswer> => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      ...{ env: { PERDURE_URL: api.url }, folder: '/', now: () => api.fx.clock.now(), readInput: async () => '' },
      ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
      ...rim,
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { ...api, perdureWith, perdure: (...args) => perdureWith({}, ...args) };
}
