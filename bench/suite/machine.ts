import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Of our own code, with `+` when there are changes to it. */
  readonly commit: string;
};

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    commit: commitOf(),
  };
}

/** Processes that wanted to run over the last minute, on average. */
export function loadNow(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

/** Versions of the packages that our runtime rests on. */
export function ownVersions(): Readonly<Record<string, string>> {
  const root = new URL('../../package.json', import.meta.url);
  const { version, dependencies } = JSON.parse(readFileSync(root, 'utf8')) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
  const names = ['@grpc/grpc-js', 'better-sqlite3', '@bufbuild/protobuf'];
  return { perdure: version, ...Object.fromEntries(names.map((name) => [name, dependencies[name] ?? ''])) };
}

function commitOf(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}
