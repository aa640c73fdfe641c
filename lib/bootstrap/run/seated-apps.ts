import type { PublicAddresses } from '../supervisor/start-perdure';
import { appEnvironment } from './app-environment';
import { placeOutput, type PlacedOutput } from './app-output';
import type { AppPlan } from './app-plan';
import type { RunRim, UsedPerdure } from './perdure-for';

/** An app that has an address and is ready to be started. */
export type SeatedApp = {
  readonly plan: AppPlan;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: PlacedOutput;
};

/** Gets an address for each app and says it. Rejects with the reason when one of them can have none. */
export async function seatApps(
  apps: readonly AppPlan[],
  perdure: Pick<UsedPerdure, 'addresses' | 'seat'>,
  rim: RunRim,
): Promise<readonly SeatedApp[]> {
  const seated: SeatedApp[] = [];
  for (const [index, plan] of apps.entries()) {
    const { appId, grpcPort, httpPort } = plan;
    const seat = await perdure.seat({ appId, grpcPort, httpPort });
    const host = hostOf(perdure.addresses);
    const place = {
      ...seat,
      ...(!seat.isGuest && host !== undefined && { host }),
      metricsPort: portOf(perdure.addresses),
    };
    rim.err(`App ID ${appId}: gRPC on port ${seat.grpcPort}, Dapr HTTP API on port ${seat.httpPort}.`);
    const output = placeOutput(plan, rim, index);
    if (output.file !== undefined) rim.err(`App ID ${appId}: its output goes to ${output.file}.`);
    seated.push({ plan, env: appEnvironment(plan, place), output });
  }
  return seated;
}

/** The host of declared listeners, for apps on this machine. */
function hostOf({ http }: PublicAddresses): string | undefined {
  const host = http === undefined ? undefined : new URL(http).hostname;
  return host === '0.0.0.0' || host === '[::]' ? undefined : host;
}

function portOf({ metrics }: PublicAddresses): number | undefined {
  return metrics === undefined ? undefined : Number(new URL(metrics).port);
}
