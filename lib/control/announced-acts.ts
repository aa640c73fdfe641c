import type { InstanceRef } from '@/lib/domain/instance';
import type { Control } from './control';

export type Act = 'purge' | 'other';

/** A control that tells of each instance that something was done to, once it is; also after a failure, which may be one of the answer only. */
export function announcedActs(control: Control, tell: (ref: InstanceRef, act: Act) => void): Control {
  const told =
    <Rest extends readonly unknown[], Answer>(
      send: (ref: InstanceRef, ...rest: Rest) => Promise<Answer>,
      act: Act = 'other',
    ) =>
    (ref: InstanceRef, ...rest: Rest): Promise<Answer> =>
      send(ref, ...rest).finally(() => tell(ref, act));
  return {
    ...control,
    suspend: told(control.suspend),
    resume: told(control.resume),
    terminate: told(control.terminate),
    raiseEvent: told(control.raiseEvent),
    purge: told(control.purge, 'purge'),
    async start(request) {
      const created = await control.start(request);
      tell(created, 'other');
      return created;
    },
  };
}
