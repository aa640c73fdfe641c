import type { InstanceRef } from '@/lib/domain/instance';
import type { WorkflowStateMetadata } from '@/lib/protocol/convert/dapr-state';
import { readMetadata } from './read-metadata';
import { instancePrefix, partAt } from './state-key';
import type { StateRow } from './state-row';

/** daprd refuses to keep more rows than this for one instance, so a larger count is damage. */
const MOST_ROWS = 1_000_000;

export type NamespacedRef = InstanceRef & { readonly namespace: string };

/** The key of the row that says how many others there are. */
export function metadataKey(ref: NamespacedRef): string {
  return `${instancePrefix(ref)}metadata`;
}

/**
 * The keys of all other rows of an instance, or undefined when the metadata row cannot tell: then they have to be looked
 * for by what they begin with.
 */
export function keysBeside(ref: NamespacedRef, metadataRow: StateRow | undefined): readonly string[] | undefined {
  const metadata = metadataRow?.value === undefined ? undefined : readable(metadataRow.value);
  if (metadata === undefined || sumOf(metadata) > MOST_ROWS) return undefined;
  const prefix = instancePrefix(ref);
  const series = (name: string, length: number): readonly string[] =>
    Array.from({ length }, (_, index) => prefix + partAt(name, index));
  return [
    `${prefix}customStatus`,
    `${prefix}propagated-history`,
    ...series('history', metadata.historyLength),
    ...series('inbox', metadata.inboxLength),
    ...series('signature', metadata.signatureLength),
    ...series('sigcert', metadata.signingCertificateLength),
    ...series('ext-sigcert', metadata.externalSigningCertificateLength),
  ];
}

function readable(bytes: Uint8Array): WorkflowStateMetadata | undefined {
  try {
    return readMetadata(bytes);
  } catch {
    return undefined;
  }
}

function sumOf({ generation: _, ...lengths }: WorkflowStateMetadata): number {
  return Object.values(lengths).reduce((sum, length) => sum + length, 0);
}
