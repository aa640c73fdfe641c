import { AppError } from '@/lib/domain/app-error';
import { tooLong } from '@/lib/domain/name-limits';
import { textBytes } from '@/lib/engine/event-bytes';
import type { RuntimePolicies } from '../policies';

/** Throws `invalid` for a payload from a client that no instance could be handed. */
export function refuseLarge(
  { maxPayloadBytes }: Pick<RuntimePolicies, 'maxPayloadBytes'>,
  what: string,
  payload: string | undefined,
): void {
  const bytes = textBytes(payload);
  if (bytes <= maxPayloadBytes) return;
  throw new AppError('invalid', `${what} has ${bytes} bytes; maxPayload allows ${maxPayloadBytes}`, {
    hint: 'Store the data elsewhere and pass a reference to it, or raise maxPayload.',
  });
}

/** Throws `invalid` for an id or a name of more than `most` bytes (lib/domain/name-limits.ts). */
export function refuseLong(what: string, text: string, most: number): void {
  const fault = tooLong(what, text, most);
  if (fault !== undefined) throw new AppError('invalid', fault, { hint: 'Choose a shorter one.' });
}
