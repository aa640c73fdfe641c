import type { AppListener } from '../app-listeners';
import type { AppSettings } from '../app-settings';
import { SEAT_HOST, type Seat, type SeatWish } from '../seat';

type Place = { readonly port: number; readonly host: string };

/** Ready to open any door; each one that opens is handed to `keep`, so that it can be closed whatever comes after. */
export type Doors = {
  grpc(owner: AppSettings | 'shared', place: Place): Promise<number>;
  http(owner: AppSettings | 'shared', place: Place): Promise<number>;
};

export type SeatsInput = {
  /** All apps there are; an app that comes is added. */
  readonly apps: AppSettings[];
  readonly doors: Doors;
  /** What was opened at the start. */
  readonly opened: { readonly apps: readonly AppListener[]; readonly sharedHttpPort: number };
};

type Kind = 'grpc' | 'http';

/**
 * Serves apps that come while the runtime runs. An app keeps the listeners it has; one is opened where it has none, or where a
 * port is wished for that it is not served on yet. One wish at a time.
 */
export function createSeats({ apps, doors, opened }: SeatsInput): (wish: SeatWish) => Promise<Seat> {
  const declared = new Set(apps.map(({ appId }) => appId));
  const open: Record<Kind, Map<string, Set<number>>> = { grpc: new Map(), http: new Map() };
  const first = apps[0]?.appId;
  for (const { appId, grpcPort, httpPort } of opened.apps) {
    const app = apps.find((each) => each.appId === appId);
    const isTold = (app?.tokens.length ?? 0) > 0;
    open.grpc.set(appId, new Set([grpcPort]));
    const shared = httpPort === undefined && (isTold || appId === first) ? opened.sharedHttpPort : httpPort;
    if (shared !== undefined) open.http.set(appId, new Set([shared]));
  }
  const portOf = async (kind: Kind, app: AppSettings, wished: number): Promise<number> => {
    const own = open[kind].get(app.appId) ?? new Set<number>();
    const [some] = own;
    if (wished === 0 ? some !== undefined : own.has(wished)) return wished === 0 ? (some ?? 0) : wished;
    const port = await doors[kind](app, { port: wished, host: SEAT_HOST });
    open[kind].set(app.appId, own.add(port));
    return port;
  };
  const seat = async ({ appId, ...wish }: SeatWish): Promise<Seat> => {
    const known = apps.find((app) => app.appId === appId);
    const app = known ?? { appId, tokens: [] };
    if (known === undefined) apps.push(app);
    const grpcPort = await portOf('grpc', app, wish.grpcPort);
    const httpPort = await portOf('http', app, wish.httpPort);
    return { appId, grpcPort, httpPort, isGuest: !declared.has(appId) };
  };
  let last: Promise<unknown> = Promise.resolve();
  return (wish) => {
    const turn = last.then(() => seat(wish));
    last = turn.catch(() => undefined);
    return turn;
  };
}
