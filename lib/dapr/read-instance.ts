import type { Flaw } from '@/lib/domain/flaw';
import type { InstanceRef } from '@/lib/domain/instance';
import { decodeSignedRange } from '@/lib/protocol/convert/dapr-state';
import { decodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { decodePropagatedHistory } from '@/lib/protocol/convert/propagated-history';
import type { DaprInstance } from './dapr-instance';
import { readCustomStatus } from './read-custom-status';
import { readMetadata } from './read-metadata';
import { readPart, readSeries, type Parts } from './read-series';
import { numberedPart, parseStateKey } from './state-key';
import type { StateRow } from './state-row';

const SINGLE_PARTS: readonly string[] = ['metadata', 'customStatus', 'propagated-history'];
const SERIES: readonly string[] = ['history', 'inbox', 'signature', 'sigcert', 'ext-sigcert'];

/** One instance out of its rows. Nothing makes this throw: what is not as daprd writes it becomes a flaw. */
export function readInstance(
  { appId, namespace, instanceId }: InstanceRef & { readonly namespace: string },
  rows: readonly StateRow[],
): DaprInstance {
  const { parts, flaws: strangers } = partsOf({ appId, namespace, instanceId }, rows);
  const metadata = readPart(parts, 'metadata', readMetadata);
  const lengths = metadata.value;
  const history = readSeries(parts, { series: 'history', length: lengths?.historyLength }, decodeHistoryEvent);
  const inbox = readSeries(parts, { series: 'inbox', length: lengths?.inboxLength }, decodeHistoryEvent);
  const signatures = readSeries(parts, { series: 'signature', length: lengths?.signatureLength }, decodeSignedRange);
  const customStatus = readPart(parts, 'customStatus', readCustomStatus);
  const propagated = readPart(parts, 'propagated-history', decodePropagatedHistory);
  return {
    ...{ appId, namespace, instanceId },
    metadata: lengths,
    history: history.value,
    inbox: inbox.value,
    customStatus: customStatus.value,
    propagated: propagated.value,
    signatures: signatures.value,
    flaws: [
      ...(parts.has('metadata') ? metadata.flaws : [{ key: 'metadata', what: 'is missing' }]),
      ...[history, inbox, signatures, customStatus, propagated].flatMap(({ flaws }) => flaws),
      ...certificates(parts, { series: 'sigcert', length: lengths?.signingCertificateLength }),
      ...certificates(parts, { series: 'ext-sigcert', length: lengths?.externalSigningCertificateLength }),
      ...strangers,
    ],
  };
}

/** Certificates are counted and not shown: their bytes say nothing to people. */
function certificates(parts: Parts, series: { series: string; length: number | undefined }): readonly Flaw[] {
  return readSeries(parts, series, (bytes) => bytes).flaws;
}

type Rows = { readonly parts: Parts; readonly flaws: readonly Flaw[] };

function partsOf(ref: InstanceRef & { readonly namespace: string }, rows: readonly StateRow[]): Rows {
  const parts = new Map<string, StateRow>();
  const flaws: Flaw[] = [];
  for (const row of rows) {
    const key = parseStateKey(row.key);
    const isOurs = key?.appId === ref.appId && key.namespace === ref.namespace && key.instanceId === ref.instanceId;
    if (key === undefined || !isOurs) flaws.push({ key: row.key, what: 'is not a row of this instance' });
    else if (!isKnownPart(key.part)) flaws.push({ key: key.part, what: 'is a row of an unknown kind' });
    else if (parts.has(key.part)) flaws.push({ key: key.part, what: 'is there more than once' });
    else parts.set(key.part, row);
  }
  return { parts, flaws };
}

function isKnownPart(part: string): boolean {
  if (SINGLE_PARTS.includes(part)) return true;
  const numbered = numberedPart(part);
  return numbered !== undefined && SERIES.includes(numbered.series) && Number.isSafeInteger(numbered.index);
}
