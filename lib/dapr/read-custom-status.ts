import { AppError } from '@/lib/domain/app-error';
import { decodeStringValue } from '@/lib/protocol/convert/dapr-state';

const QUOTE = 0x22;

/**
 * The text of a custom status: wrapped in protobuf, or a JSON string as older versions wrote it. SDKs that always send
 * one send an empty text for "not set", so that is none. Throws `invalid` for anything else.
 */
export function readCustomStatus(bytes: Uint8Array): string | undefined {
  const text = bytes[0] === QUOTE ? fromJson(bytes) : decodeStringValue(bytes);
  return text === '' ? undefined : text;
}

function fromJson(bytes: Uint8Array): string {
  try {
    const text: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof text === 'string') return text;
  } catch (cause) {
    throw new AppError('invalid', `These ${bytes.length} bytes are not a custom status.`, { cause });
  }
  throw new AppError('invalid', 'The JSON of the custom status is not text.');
}
