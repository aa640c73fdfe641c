import { AppError } from '@/lib/domain/app-error';
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
