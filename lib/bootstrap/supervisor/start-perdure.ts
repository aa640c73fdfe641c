import { AppError } from '@/lib/domain/app-error';
import { refuseOpenConsole } from '../auth-settings';
import { withPorts } from '../hand-on-settings';
import { reachableHost } from '../reachable-host';
import { AlreadyReported } from '../report-fatal';
import { LocalProjects } from '../projects/project-host';
import type { Seat, SeatWish } from '../seat';
import type { Settings } from '../settings';
import { buildConsole } from './build-console';
import { startConsoleChild, type ConsoleChild } from './console-child';
import { claimPort } from './free-port';
import { showPresence } from './presence';
import { startRuntimeChild, type RuntimeAddresses, type RuntimeChild } from './runtime-child';
import { openSeatDoor } from './seat-door';
import { createShowLine, type LineTarget } from './show-line';
import { waitUntilAnswers } from './wait-until-answers';

export type PerdureParts = { readonly runtime: boolean; readonly console: boolean };

export type PerdurePlan = {
  readonly settings: Settings;
  readonly parts: PerdureParts;
  /** Gives up a start that is under way. */
  readonly signal: AbortSignal;
  /** Where lines of runtime and console are written; absent: standard output. */
  readonly target?: LineTarget;
};

/** What runs and where; as the line `perdure ready` tells it. */
export type PublicAddresses = {
  readonly console?: string;
  readonly grpc?: string;
  readonly http?: string;
  readonly metrics?: string;
};

/** A seat with the token that its workers must send, if they must. */
export type AppSeat = Seat & { readonly token?: string | undefined };

export type RunningPerdure = {
  readonly addresses: PublicAddresses;
  /** Absent without a runtime. */
  readonly runtime: RuntimeAddresses | undefined;
  /** Serves an app that comes later. Rejects with what is in the way. */
  seat(wish: SeatWish): Promise<AppSeat>;
  /** Resolves when a part has died for good. It has been said why. */
  readonly failed: Promise<AlreadyReported>;
  /** Ends every part, each within 5 s. */
  stop(): Promise<void>;
};

/** Starts runtime and console, or one of them, and resolves when all of it answers. Rejects when it cannot, with nothing left behind. */
export async function startPerdure(plan: PerdurePlan): Promise<RunningPerdure> {
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(running.map((part) => part.stop())));
  try {
    const perdure = await startParts(plan, (part) => running.push(part));
    return { ...perdure, stop };
  } catch (error) {
    await stop();
    throw plan.signal.aborted ? new AlreadyReported('the start was given up', 0) : error;
  }
}

type Keep = (part: { stop(): Promise<void> }) => void;

async function startParts(plan: PerdurePlan, keep: Keep): Promise<Omit<RunningPerdure, 'stop'>> {
  const { settings, parts, signal, target } = plan;
  const failed = Promise.withResolvers<AlreadyReported>();
  if (parts.console) refuseOpenConsole(settings);
  const consolePort = parts.console
    ? await claimPort(settings.host, settings.consolePort, 'PERDURE_CONSOLE_PORT')
    : settings.consolePort;
  const say = createShowLine('runtime', settings.logFormat, target);
  const runtime = parts.runtime
    ? await startRuntimeChild(settings, { say, onLost: failed.resolve, signal })
    : undefined;
  if (runtime !== undefined) keep(runtime);
  const url = `http://${reachableHost(settings.host)}:${consolePort}`;
  let console: ConsoleChild | undefined;
  let addresses = addressesOf(settings, { runtime: runtime?.addresses, console: undefined });
  const seats: Seat[] = [];
  const seat = seatsOf(settings, runtime, (seated) => {
    seats.push(seated);
    console?.admit(seated);
  });
  // Before the console is there, which may have to be built first: apps need the runtime alone.
  if (runtime !== undefined) keep(await showThatItRuns(settings, () => addresses, seat));
  if (parts.console) {
    await buildConsole((line) => say(line));
    signal.throwIfAborted();
    const known = runtime === undefined ? settings : withPorts(settings, runtime.addresses);
    console = startConsoleChild({ ...known, consolePort }, { onLost: failed.resolve, target });
    keep(console);
    for (const seated of seats) console.admit(seated);
    await waitUntilAnswers(`${url}/api/v1/runtime`, signal);
    addresses = addressesOf(settings, { runtime: runtime?.addresses, console: url });
  }
  return { addresses, runtime: runtime?.addresses, seat, failed: failed.promise };
}

function addressesOf(
  { host }: Settings,
  { runtime, console }: { runtime: RuntimeAddresses | undefined; console: string | undefined },
): PublicAddresses {
  return {
    ...(console !== undefined && { console }),
    ...(runtime !== undefined && {
      grpc: `${host}:${runtime.apps[0]?.grpcPort}`,
      http: `http://${host}:${runtime.httpPort}`,
      metrics: `http://${host}:${runtime.metricsPort}/metrics`,
    }),
  };
}

function seatsOf(settings: Settings, runtime: RuntimeChild | undefined, onSeat: (seat: Seat) => void) {
  return async (wish: SeatWish): Promise<AppSeat> => {
    if (runtime === undefined) throw new AppError('unavailable', 'This Perdure has no runtime.');
    const seat = await runtime.seat(wish);
    onSeat(seat);
    return { ...seat, token: settings.apps.find(({ appId }) => appId === seat.appId)?.tokens[0] };
  };
}

/** Commands look for a running Perdure in the data folder; where nothing can be written there they do not find this one. */
async function showThatItRuns(
  settings: Settings,
  addresses: () => PublicAddresses,
  seat: RunningPerdure['seat'],
): Promise<{ stop(): Promise<void> }> {
  const projects = new LocalProjects({ settings, seat });
  const door = await openSeatDoor({ addresses, seat, projects });
  const { url, secret } = door;
  const hide = tryShow(settings.dataDir, { pid: process.pid, url, secret });
  return {
    async stop() {
      hide();
      await Promise.all([door.close(), projects.close()]);
    },
  };
}

function tryShow(...[dataDir, presence]: Parameters<typeof showPresence>): () => void {
  try {
    return showPresence(dataDir, presence);
  } catch {
    return () => undefined;
  }
}
