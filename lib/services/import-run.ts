import type { ImportedRun } from '@/lib/control/control';
import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { ReasonInput } from './pause-instance';
import type { ServiceContext } from './service-context';

export type ImportInput = ReasonInput &
  InstanceRef & {
    /** The name of its workflow, as its history tells it too. */
    readonly name: string;
    readonly run: Omit<ImportedRun, 'workflowName'>;
  };

/**
 * Has the runtime keep a run from elsewhere, to be looked at and never run. Throws `invalid` for an app that nothing serves
 * and for what is no run, `conflict` when the id is taken.
 */
export async function importRun(
  { control, servedApps }: ServiceContext,
  { appId, instanceId, name, run }: ImportInput,
): Promise<InstanceRef> {
  if (!servedApps.includes(appId)) {
    throw new AppError('invalid', `The runtime serves no app ${appId}, which the run is of.`, {
      hint: `Say under which App ID it is kept (--app-id). Apps: ${servedApps.join(', ')}.`,
    });
  }
  await control.importRun({ appId, instanceId }, { ...run, workflowName: name });
  return { appId, instanceId };
}
