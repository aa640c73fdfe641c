/** A daprd on this machine, as its command line tells it. */
export type SidecarProcess = { readonly appId: string; readonly grpcPort: number; readonly httpPort: number };

/** Where daprd listens when its command line does not say. */
const USUAL = { grpc: 50_001, http: 3_500 };

/** The sidecars among command lines, words separated by blanks; flags of daprd are written `--flag value` or `--flag=value`. */
export function sidecarProcesses(commandLines: readonly string[]): readonly SidecarProcess[] {
  return commandLines.flatMap((line) => {
    const [program = ''] = line.split(' ');
    const appId = flagOf(line, 'app-id');
    if (!/(^|[\\/])daprd(\.exe)?$/.test(program) || appId === undefined) return [];
    const grpcPort = Number(flagOf(line, 'dapr-grpc-port') ?? USUAL.grpc);
    const httpPort = Number(flagOf(line, 'dapr-http-port') ?? USUAL.http);
    return isPort(grpcPort) && isPort(httpPort) ? [{ appId, grpcPort, httpPort }] : [];
  });
}

function flagOf(line: string, name: string): string | undefined {
  return new RegExp(`\\s--?${name}[= ]"?([^\\s"]+)`).exec(line)?.[1];
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port <= 65_535;
}
