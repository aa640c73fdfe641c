import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One thing that somebody outside the runtime knows to have happened. */
export type LedgerEntry =
  | { readonly kind: 'acknowledged'; readonly instanceId: string }
  | { readonly kind: 'ran'; readonly instanceId: string; readonly activity: string }
  /** A raised event, a reported result and an answered turn that the runtime has acknowledged. */
  | { readonly kind: 'raised'; readonly instanceId: string; readonly input: string }
  | { readonly kind: 'reported'; readonly instanceId: string; readonly taskId: number }
  | { readonly kind: 'answered'; readonly instanceId: string; readonly actionIds: readonly number[] };

/** Appends an entry and returns once it is on disk. */
export function enter(path: string, entry: LedgerEntry): void {
  const file = openSync(path, 'a');
  try {
    writeSync(file, `${JSON.stringify(entry)}\n`);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** All entries; a last line that a kill cut short never happened. */
export function readLedger(path: string): readonly LedgerEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as LedgerEntry);
}
