import { z } from 'zod';
import { isLogLine } from '@/lib/telemetry/print-line';
import { handOnSettings, withPorts } from '../hand-on-settings';
import type { Settings } from '../settings';
import { STORE_TAKEN } from '../exit-code';
import { AlreadyReported } from '../report-fatal';
import { RUNTIME_MEMORY } from '../runtime-memory';
import { storeName } from '../store-place';
import type { Seat, SeatWish } from '../seat';
import { ManagedProcess } from './managed-process';
import { programFile, TYPESCRIPT_FLAGS } from './repository';
import { createRestartBudget } from './restart-budget';
import { createSeatCalls } from './seat-calls';

const readySchema = z.object({
  kind: z.literal('ready'),
  apps: z.array(z.object({ appId: z.string(), grpcPort: z.number(), httpPort: z.number().optional() })).min(1),
  httpPort: z.number(),
  metricsPort: z.number(),
  isEmpty: z.boolean(),
});

export type RuntimeAddresses = z.infer<typeof readySchema>;

const RESTART_AFTER_MS = 500;

export type RuntimeEvents = {
  readonly say: (line: string) => void;
  /** It is not started again: the store belongs to another runtime, or it died too often. It has been said why. */
  readonly onLost: (error: AlreadyReported) => void;
  /** Gives up a start that is under way. */
  readonly signal: AbortSignal;
};

export type RuntimeChild = {
  readonly addresses: RuntimeAddresses;
  /** Serves an app that comes later, also after the runtime was started again. Rejects with what is in the way. */
  seat(wish: SeatWish): Promise<Seat>;
  stop(): Promise<void>;
};

/**
 * The runtime process. Resolves when it answers for the first time; a runtime that dies later is started again on the
 * same ports, unless another has its store. Rejects when it cannot start (it has said why on stderr by then).
 */
export async function startRuntimeChild(settings: Settings, events: RuntimeEvents): Promise<RuntimeChild> {
  const kept = new KeptRuntime(settings, events);
  const addresses = await kept.start();
  events.say(`serving ${storeName(settings.store)}`);
  return { addresses, seat: (wish) => kept.seat(wish), stop: () => kept.stop() };
}

/** One runtime process after the other; `#known` is where the first of them listens. */
class KeptRuntime {
  readonly #settings: Settings;
  readonly #events: RuntimeEvents;
  readonly #ready = Promise.withResolvers<RuntimeAddresses>();
  readonly #mayRestart = createRestartBudget(() => Date.now());
  readonly #seats = new Map<string, Seat>();
  readonly #calls = createSeatCalls((request) => this.#current?.send(request) ?? false);
  #known: RuntimeAddresses | undefined;
  #current: ManagedProcess | undefined;
  #stopped = false;

  constructor(settings: Settings, events: RuntimeEvents) {
    this.#settings = settings;
    this.#events = events;
  }

  start(): Promise<RuntimeAddresses> {
    const { signal } = this.#events;
    const giveUp = (): void =>
      void this.stop().then(() => this.#ready.reject(new AlreadyReported('the start was given up', 0)));
    signal.addEventListener('abort', giveUp);
    this.#launch();
    return this.#ready.promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  async seat(wish: SeatWish): Promise<Seat> {
    const seat = await this.#calls.ask(wish);
    this.#seats.set(`${seat.appId} ${seat.grpcPort} ${seat.httpPort}`, seat);
    return seat;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#current?.stop();
  }

  #launch(): void {
    const wanted = this.#known === undefined ? this.#settings : withPorts(this.#settings, this.#known);
    this.#current = new ManagedProcess({
      name: 'runtime',
      args: [...RUNTIME_MEMORY.flags, ...TYPESCRIPT_FLAGS, programFile('lib/bootstrap/runtime/main')],
      env: { ...RUNTIME_MEMORY.env, ...handOnSettings({ ...wanted, logFormat: 'json' }) },
      onLine: (line) => {
        if (line.startsWith('runtime ready ')) return;
        if (this.#known === undefined && !isLogLine(line)) console.error(line);
        else this.#events.say(line);
      },
      onMessage: (message) => this.#onMessage(message),
      onUnexpectedEnd: (how, exitCode) => this.#onEnd(how, exitCode),
    });
    this.#current.start();
  }

  #onMessage(message: unknown): void {
    if (this.#calls.take(message)) return;
    this.#known = readySchema.parse(message);
    this.#ready.resolve(this.#known);
    for (const seat of this.#seats.values()) {
      this.#calls.ask(seat).catch((error: unknown) => this.#events.say(String(error)));
    }
  }

  #onEnd(how: string, exitCode = 1): void {
    const { say, onLost } = this.#events;
    if (this.#known === undefined)
      this.#ready.reject(new AlreadyReported(`the runtime did not start (${how})`, exitCode));
    else if (exitCode === STORE_TAKEN) onLost(new AlreadyReported('the runtime was replaced', exitCode));
    else if (this.#stopped) return;
    else if (this.#mayRestart()) {
      say(`the runtime ended (${how}); starting it again. Nothing that was acknowledged is lost.`);
      setTimeout(() => (this.#stopped ? undefined : this.#launch()), RESTART_AFTER_MS);
    } else {
      say(`the runtime ended (${how}), and too often: Perdure stops. Nothing that was acknowledged is lost.`);
      onLost(new AlreadyReported('the runtime ended too often', exitCode));
    }
  }
}
