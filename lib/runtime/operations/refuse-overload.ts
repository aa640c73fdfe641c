import { AppError } from '@/lib/domain/app-error';
import type { OperationContext } from './context';

/**
 * Refuses (`unavailable`) what a client asks while too much is on its way to disk, so that a flood costs the clients time
 * and not the runtime its memory. Workers are bounded by what they were handed, so their answers are always taken.
 */
export function refuseOverload({ world, limits }: Pick<OperationContext, 'world' | 'limits'>): void {
  const { changeSetsWaiting } = world.load();
  if (changeSetsWaiting < limits.waitingChangeSets) return;
  throw new AppError('unavailable', `the store is behind: ${changeSetsWaiting} changes wait to be written`, {
    hint: 'Nothing was changed. Try again a little later, with fewer requests at one time.',
  });
}
