import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowActivityContext } from '@dapr/dapr';

export async function Double(_: WorkflowActivityContext, value = 0): Promise<number> {
  return value * 2;
}

/** This SDK leaves out inputs that are 0, so a missing value is 0. */
export async function AddOne(_: WorkflowActivityContext, value = 0): Promise<number> {
  return value + 1;
}

export async function Square(_: WorkflowActivityContext, value = 0): Promise<number> {
  return value * value;
}

const triesInMemory = new Map<string, number>();

/** Counts one more try; in a file when FLAKY_DIR is set, so that a new worker goes on counting. */
function countTry(key: string): number {
  const folder = process.env['FLAKY_DIR'];
  if (folder === undefined || folder === '') {
    const tries = (triesInMemory.get(key) ?? 0) + 1;
    triesInMemory.set(key, tries);
    return tries;
  }
  appendFileSync(join(folder, key), '.');
  return readFileSync(join(folder, key)).length;
}

/** Stands for a service that is down for the first calls: fails `failures` times, then succeeds. */
export async function Flaky(
  _: WorkflowActivityContext,
  { failures, key }: { readonly failures: number; readonly key: string },
): Promise<string> {
  const tries = countTry(key);
  if (tries <= failures) throw new Error(`flaky: try ${tries} of ${key} failed`);
  return `succeeded after ${failures} failures`;
}
