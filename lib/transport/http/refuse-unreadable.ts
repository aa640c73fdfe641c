import { AppError } from '@/lib/domain/app-error';

/** Throws the `invalid` for a request whose method or address cannot be read. */
export async function refuseUnreadable(): Promise<never> {
  throw new AppError('invalid', 'The method or the address of this request cannot be read.');
}
