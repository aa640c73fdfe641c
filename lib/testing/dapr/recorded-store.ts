import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Layout, StoredValue } from '@/lib/dapr/stored-value';
import type { WorkflowState } from '@/lib/protocol/generated/workflow';

/** One row of a state store; bytes stand as base64, text as it is. */
export type RecordedRow = {
  readonly key: string;
  readonly bytes?: string;
  readonly text?: string;
  readonly isBinary?: boolean;
};

/** What the engine told of one instance when it was asked. */
export type RecordedAnswer = {
  readonly instanceId: string;
  readonly state: WorkflowState;
  /** Each event of GetInstanceHistory, as base64 of the message. */
  readonly history: readonly string[];
};

/** A state store as a real daprd left it, and what that daprd said of it at the same time. */
export type RecordedStore = {
  readonly layout: Layout;
  readonly appId: string;
  readonly namespace: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly RecordedRow[];
  readonly answers: readonly RecordedAnswer[];
};

const FOLDER = new URL('../../dapr/recorded/', import.meta.url);

/** Where the recording of a layout lies. */
export function recordingPath(layout: Layout): string {
  return fileURLToPath(new URL(`${layout}.json`, FOLDER));
}

/** The recording of a layout; it was written by `printRecordedStore`, so its shape is known. */
export function readRecordedStore(layout: Layout): RecordedStore {
  return JSON.parse(readFileSync(recordingPath(layout), 'utf8')) as RecordedStore;
}

/** The text of a recording's file: JSON with one row a line, so that a new recording is a small difference. */
export function printRecordedStore({ rows, answers, ...about }: RecordedStore): string {
  const head = Object.entries(about).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = (list: readonly unknown[]): string => list.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  return `{\n${head.join('\n')}\n  "rows": [\n${lines(rows)}\n  ],\n  "answers": [\n${lines(answers)}\n  ]\n}\n`;
}

/** The row as a driver would hand it over. */
export function storedValue({ key, bytes, text, isBinary }: RecordedRow): StoredValue {
  return { key, value: bytes === undefined ? text : Buffer.from(bytes, 'base64'), isBinary };
}
