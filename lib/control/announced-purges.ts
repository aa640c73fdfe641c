import type { InstanceRef } from '@/lib/domain/instance';
import type { Control } from './control';

/** A control that tells of each instance that it has purged. */
export function announcedPurges(control: Control, tell: (ref: InstanceRef) => void): Control {
  return {
    ...control,
    async purge(ref, how) {
      const purged = await control.purge(ref, how);
      tell(ref);
      return purged;
    },
  };
}
