import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { parsedJson } from './parsed-json';

const asked = z.object({ appId: z.string(), instanceId: z.string() });

/**
 * Asks whoever keeps the mirror in this file to look whether the cluster still has an instance: no list of changes tells of what was
 * deleted, and the next look at all instances may be a minute away. One line a question, in a file beside the mirror.
 */
export function askToLook(storePath: string, { appId, instanceId }: InstanceRef): void {
  appendFileSync(looksPath(storePath), `${JSON.stringify({ appId, instanceId })}\n`);
}

/** The instances that were asked about since the last time, each once. A line that cannot be read is left out: nothing but time is lost. */
export function takeAskedLooks(storePath: string): readonly InstanceRef[] {
  const path = looksPath(storePath);
  if (!existsSync(path)) return [];
  // Those who ask meanwhile begin a new file.
  const taken = `${path}.taken`;
  renameSync(path, taken);
  const lines = readFileSync(taken, 'utf8').split('\n');
  rmSync(taken);
  const refs = lines.flatMap((line) => asked.safeParse(parsedJson(line)).data ?? []);
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

function looksPath(storePath: string): string {
  return `${storePath}.looks.jsonl`;
}
