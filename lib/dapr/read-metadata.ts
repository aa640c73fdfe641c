import { AppError } from '@/lib/domain/app-error';
import { decodeWorkflowStateMetadata, type WorkflowStateMetadata } from '@/lib/protocol/convert/dapr-state';

const OPENING_BRACE = 0x7b;

/** The metadata row: a protobuf message, or JSON as Dapr before 1.15 wrote it. Throws `invalid` for anything else. */
export function readMetadata(bytes: Uint8Array): WorkflowStateMetadata {
  return bytes[0] === OPENING_BRACE ? fromJson(bytes) : decodeWorkflowStateMetadata(bytes);
}

function fromJson(bytes: Uint8Array): WorkflowStateMetadata {
  const fields = parsed(bytes);
  const lengthOf = (name: string): number => {
    const found = fields[name] ?? 0;
    if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
    throw new AppError('invalid', `${name} in the JSON metadata is not a count.`);
  };
  return {
    inboxLength: lengthOf('InboxLength'),
    historyLength: lengthOf('HistoryLength'),
    generation: lengthOf('Generation'),
    signatureLength: 0,
    signingCertificateLength: 0,
    externalSigningCertificateLength: 0,
  };
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<string, unknown>;
  } catch (cause) {
    throw new AppError('invalid', `These ${bytes.length} bytes are not workflow metadata.`, { cause });
  }
}
