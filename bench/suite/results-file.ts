import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Part } from './bench-options';
import type { Machine } from './machine';
import type { Ratio } from './ratio';

/** What one part of a run found. Parts are run apart, so each says where and when. */
export type PartResult = {
  readonly part: Part;
  readonly at: string;
  readonly isQuick: boolean;
  /** The command that takes the same measurements. */
  readonly command: string;
  readonly machine: Machine;
  /** Load of the machine before and after. */
  readonly load: readonly [number, number];
  readonly versions: Readonly<Record<string, string>>;
  readonly durability: Readonly<Record<string, string>>;
  readonly ratios: readonly Ratio[];
  readonly rows: readonly object[];
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
  /** In Markdown. */
  readonly table: string;
};

/** `latest.json`. The ratios of all parts stand at the top as well. */
export type Results = {
  readonly ratios: readonly Ratio[];
  readonly parts: Readonly<Partial<Record<Part, PartResult>>>;
} & Partial<Pick<PartResult, 'machine' | 'load' | 'versions' | 'durability'>>;

export function readResults(path: string): Results {
  if (!existsSync(path)) return { ratios: [], parts: {} };
  return JSON.parse(readFileSync(path, 'utf8')) as Results;
}

/** Puts a part in the place of what it found the time before; the other parts stay as they are. */
export function saveResults(path: string, newest: PartResult): Results {
  const parts = { ...readResults(path).parts, [newest.part]: newest };
  const all = Object.values(parts);
  const merged = <Value>(
    take: (part: PartResult) => Readonly<Record<string, Value>>,
  ): Readonly<Record<string, Value>> => Object.assign({}, ...all.map(take)) as Readonly<Record<string, Value>>;
  const results: Results = {
    ratios: all.flatMap(({ ratios }) => ratios),
    machine: newest.machine,
    load: newest.load,
    versions: merged(({ versions }) => versions),
    durability: merged(({ durability }) => durability),
    parts,
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(results, null, 1)}\n`);
  return results;
}
