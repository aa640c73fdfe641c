import { refOfParam } from '@/lib/api/paths';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';

/** The instance that a parameter names. Throws `invalid` when it names none. */
export function requireRef(text: string): InstanceRef {
  const ref = refOfParam(text);
  if (ref !== undefined) return ref;
  throw new AppError('invalid', `"${text}" names no execution.`, {
    hint: 'App ID and instance ID, each percent-encoded, with a slash between them: orders/order-4711.',
  });
}
