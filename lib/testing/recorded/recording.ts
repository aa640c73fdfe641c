import type { HistoryEntry } from '@/lib/graph/history-entry';

/** The history of a real run, with what the graph is told besides it. */
export type Recording = {
  readonly workflow: string;
  readonly appId: string;
  readonly generation: number;
  /** Action ids of steps whose result came after the run had ended. */
  readonly discarded: readonly number[];
  readonly entries: readonly HistoryEntry[];
};

/** The text of a recording's file: JSON with one event a line, so that a new recording is a small difference. */
export function printRecording({ entries, ...about }: Recording): string {
  const head = Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n${head.join('\n')}\n  "entries": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Partner of `printRecording`; such a file was written by it, so its shape is known. */
export function parseRecording(text: string): Recording {
  return JSON.parse(text) as Recording;
}
