import { AppError } from '@/lib/domain/app-error';
import { BackendWorkflowStateMetadata, HistorySignature } from '../generated/dapr-state';
import { StringValue } from '../generated/google/protobuf/wrappers';

/** How many rows of each sort an instance has in the state store of daprd. */
export type WorkflowStateMetadata = {
  readonly inboxLength: number;
  readonly historyLength: number;
  readonly generation: number;
  readonly signatureLength: number;
  readonly signingCertificateLength: number;
  readonly externalSigningCertificateLength: number;
};

/** The range of history events that a signature covers. */
export type SignedRange = { readonly from: number; readonly count: number; readonly certificate: number };

/** Throws `invalid` for bytes that are no such message, and for numbers that nothing can count to. */
export function decodeWorkflowStateMetadata(bytes: Uint8Array): WorkflowStateMetadata {
  return decoded('workflow metadata', bytes, (input) => BackendWorkflowStateMetadata.decode(input));
}

/** Partner of `decodeWorkflowStateMetadata`. */
export function encodeWorkflowStateMetadata(metadata: WorkflowStateMetadata): Uint8Array {
  return BackendWorkflowStateMetadata.encode({ ...metadata }).finish();
}

/** Throws `invalid` for bytes that are no signature of history events. */
export function decodeSignedRange(bytes: Uint8Array): SignedRange {
  const { startEventIndex, eventCount, certificateIndex } = decoded('a history signature', bytes, (input) =>
    HistorySignature.decode(input),
  );
  return { from: startEventIndex, count: eventCount, certificate: certificateIndex };
}

/** Text in its protobuf wrapper. Throws `invalid` for other bytes, also for a wrapper with anything else in it. */
export function decodeStringValue(bytes: Uint8Array): string {
  const { value } = decoded('wrapped text', bytes, (input) => StringValue.decode(input));
  const again = encodeStringValue(value);
  const isWhole = again.length === bytes.length && again.every((byte, index) => byte === bytes[index]);
  if (!isWhole) throw new AppError('invalid', `These ${bytes.length} bytes are not wrapped text.`);
  return value;
}

/** Partner of `decodeStringValue`. */
export function encodeStringValue(value: string): Uint8Array {
  return StringValue.encode({ value }).finish();
}

function decoded<T>(name: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => T): T {
  try {
    return decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', `These ${bytes.length} bytes are not ${name}.`, { cause });
  }
}
