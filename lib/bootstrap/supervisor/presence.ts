import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const presenceSchema = z.object({
  pid: z.number(),
  /** Where other processes of this machine ask for a seat, and the secret they show. */
  url: z.string(),
  secret: z.string(),
});

/** What a running Perdure leaves in its data folder, so that others on this machine find it. */
export type Presence = z.infer<typeof presenceSchema>;

const fileIn = (dataDir: string): string => join(dataDir, 'running.json');

/** Writes the file for its owner alone. Answers a function that takes it away again, unless another has taken it over. */
export function showPresence(dataDir: string, presence: Presence): () => void {
  const file = fileIn(dataDir);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(presence), { mode: 0o600 });
  chmodSync(file, 0o600);
  return () => {
    if (readPresence(dataDir)?.secret === presence.secret) rmSync(file, { force: true });
  };
}

/** What stands in a data folder. It may be left over: whether somebody is there, only an answer tells. */
export function readPresence(dataDir: string): Presence | undefined {
  try {
    return presenceSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return undefined; // nobody was here, or what is there is of no use
  }
}
