import { AppError } from '@/lib/domain/app-error';
import { whyEngineCannot, type EngineAction, type EngineTarget } from '@/lib/domain/engine-target';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Control, ControlRerun, ControlStart } from './control';

/**
 * A control over a Dapr cluster: what an app's sidecar cannot do, or cannot be told, is refused with the reason
 * (`precondition`) before anything is sent. `targetOf` tells what is known of a sidecar.
 */
export function limitedControl(
  control: Control,
  targetOf: (appId: string) => Promise<EngineTarget | undefined>,
): Control {
  const permit = async (action: EngineAction, appId: string): Promise<void> => {
    const why = whyEngineCannot(action, appId, await targetOf(appId));
    if (why !== undefined) throw new AppError('precondition', why);
  };
  const guarded =
    <About, Rest extends readonly unknown[], Answer>(
      action: EngineAction,
      appOf: (about: About) => string,
      send: (about: About, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (about: About, ...rest: Rest): Promise<Answer> => {
      await permit(action, appOf(about));
      return send(about, ...rest);
    };
  const ofRef = ({ appId }: InstanceRef): string => appId;
  return {
    ...control,
    start: guarded('start', ({ ref }: ControlStart) => ref.appId, control.start),
    suspend: guarded('pause', ofRef, control.suspend),
    resume: guarded('resume', ofRef, control.resume),
    terminate: guarded('terminate', ofRef, control.terminate),
    raiseEvent: guarded('raise-event', ofRef, control.raiseEvent),
    rerun: guarded('rerun', ({ source }: ControlRerun) => source.appId, control.rerun),
    endWait: guarded('retry-now', ofRef, control.endWait),
    importRun: guarded('import', ofRef, control.importRun),
    purge: guarded('purge', ofRef, control.purge),
  };
}
