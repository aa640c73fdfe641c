import { instancePrefix, partAt } from '@/lib/dapr/state-key';
import type { StateRow } from '@/lib/dapr/state-row';
import type { HistoryEvent } from '@/lib/domain/history-event';
import {
  decodeWorkflowStateMetadata,
  encodeStringValue,
  encodeWorkflowStateMetadata,
  type WorkflowStateMetadata,
} from '@/lib/protocol/convert/dapr-state';
import { encodeHistoryEvent } from '@/lib/protocol/convert/history-event';

export const aDaprRef = { appId: 'shop', namespace: 'default', instanceId: 'order-1' } as const;

export type InstanceContents = {
  readonly history?: readonly HistoryEvent[];
  readonly inbox?: readonly HistoryEvent[];
  readonly customStatus?: string;
  readonly metadata?: Partial<WorkflowStateMetadata>;
};

/** The rows that daprd would keep of an instance with these contents. */
export function daprRows({ history = [], inbox = [], customStatus, metadata }: InstanceContents): StateRow[] {
  const lengths = {
    ...{ inboxLength: inbox.length, historyLength: history.length, generation: 1 },
    ...{ signatureLength: 0, signingCertificateLength: 0, externalSigningCertificateLength: 0 },
    ...metadata,
  };
  return [
    aRow('metadata', encodeWorkflowStateMetadata(lengths)),
    ...history.map((event, index) => aRow(partAt('history', index), encodeHistoryEvent(event))),
    ...inbox.map((event, index) => aRow(partAt('inbox', index), encodeHistoryEvent(event))),
    ...(customStatus === undefined ? [] : [aRow('customStatus', encodeStringValue(customStatus))]),
  ];
}

/** One row of `aDaprRef`. */
export function aRow(part: string, value: Uint8Array | undefined): StateRow {
  return { key: instancePrefix(aDaprRef) + part, value };
}

/** Metadata, both as base64, with a history of another length and nothing in the inbox. */
export function withHistoryLength(metadata: string, historyLength: number): string {
  const lengths = decodeWorkflowStateMetadata(Buffer.from(metadata, 'base64'));
  return Buffer.from(encodeWorkflowStateMetadata({ ...lengths, historyLength, inboxLength: 0 })).toString('base64');
}
