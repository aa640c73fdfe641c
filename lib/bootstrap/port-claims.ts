import { AppError } from '@/lib/domain/app-error';
import type { Settings } from './settings';

/** Throws `invalid` when two doors are given the same port; any number of them may ask for any free one. */
export function refuseSharedPorts(settings: Settings): void {
  const owners = new Map<number, string>();
  for (const [owner, number] of claimsOf(settings)) {
    const other = number === 0 ? undefined : owners.get(number);
    if (other !== undefined) {
      throw new AppError('invalid', `${other} and ${owner} are both ${number}. Allowed: a port of its own for each.`, {
        hint: 'Give one of them another port. docs/configuration.md tells which setting is which.',
      });
    }
    owners.set(number, owner);
  }
}

function claimsOf({ consolePort, grpcPort, httpPort, metricsPort, apps }: Settings): [string, number][] {
  const claims: [string, number | undefined][] = [
    ['PERDURE_CONSOLE_PORT', consolePort],
    ['PERDURE_HTTP_PORT', httpPort],
    ['PERDURE_METRICS_PORT', metricsPort],
    ['PERDURE_GRPC_PORT', apps.some((app) => app.grpcPort === undefined) ? grpcPort : undefined],
    ...apps.map((app): [string, number | undefined] => [`the gRPC port of app "${app.appId}"`, app.grpcPort]),
    ...apps.map((app): [string, number | undefined] => [`the HTTP port of app "${app.appId}"`, app.httpPort]),
  ];
  return claims.filter((claim): claim is [string, number] => claim[1] !== undefined);
}
