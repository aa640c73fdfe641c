import { AppError } from '@/lib/domain/app-error';

/** Throws `invalid` for what a request asks of a state store that this one does not do. What means nothing anywhere else may be there. */
export function refuseMetadata(metadata: Readonly<Record<string, unknown>>): void {
  if (metadata['ttlInSeconds'] === undefined) return;
  throw new AppError('invalid', 'this state store lets nothing expire (ttlInSeconds)', {
    hint: 'Leave ttlInSeconds out, and delete what is no longer needed.',
  });
}
