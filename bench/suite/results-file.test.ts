import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Part } from './bench-options';
import type { Ratio } from './ratio';
import { readResults, saveResults, type PartResult } from './results-file';
import { figuresText } from './write-readme';

test('a part replaces its own results and leaves the others', () => {
  const path = setup();
  saveResults(path, aPart('workloads', [aRatio('W1', 0.5)]));
  saveResults(path, aPart('lists', [aRatio('pages', 9)]));
  saveResults(path, aPart('workloads', [aRatio('W1', 0.9)]));
  const { ratios, parts } = readResults(path);
  expect(ratios.map(({ name, value }) => [name, value])).toEqual([
    ['W1', 0.9],
    ['pages', 9],
  ]);
  expect(parts.workloads?.rows).toEqual([{}]);
  expect(Object.keys(parts)).toEqual(['workloads', 'lists']);
});

test('the figures for people name the command, the machine and each verdict', () => {
  const path = setup();
  saveResults(path, aPart('workloads', [aRatio('W1', 0.9), aRatio('W2', 0.1)]));
  const text = figuresText(readResults(path));
  expect(text).toContain('`npm run bench -- workloads` on 2026-01-02');
  expect(text).toContain('| W1 | 0.9 | ≥ 0.85 | ≥ 0.75 | met |');
  expect(text).toContain('| W2 | 0.1 | ≥ 0.85 | ≥ 0.75 | failed |');
});

test('without results there are no figures', () => {
  expect(() => figuresText(readResults(setup()))).toThrow('There are no results yet');
});

function aRatio(name: string, value: number): Ratio {
  return { name, value, target: 0.85, floor: 0.75, better: 'higher', samples: 5, isLoaded: false };
}

function aPart(part: Part, ratios: readonly Ratio[]): PartResult {
  return {
    ...{ part, ratios, at: '2026-01-02T03:04:05.000Z', isQuick: false, command: `npm run bench -- ${part}` },
    machine: { cpu: 'One', cores: 2, memoryGb: 4, system: 'linux 6', node: 'v24.0.0', commit: 'abc' },
    ...{ load: [0, 1], versions: {}, durability: {}, rows: [{}], failures: [], table: '' },
  };
}

function setup(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-results-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'nested', 'latest.json');
}
