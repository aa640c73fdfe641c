import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * An address that leads to whichever server is the primary, as a load balancer or a moved name does: connections can be
 * cut, held off, and led elsewhere.
 */
export class Switchboard {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #target: number;
  #isClosed = false;

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.#target = target;
    server.on('connection', (caller) => this.#lead(caller));
  }

  /** Listens where it is told, else on a port of its own. */
  static async open(target: number, { host, port } = { host: '127.0.0.1', port: 0 }): Promise<Switchboard> {
    const server = createServer({ noDelay: true });
    await once(server.listen(port, host), 'listening');
    return new Switchboard(server, target);
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the switchboard listens on no port');
    return address.port;
  }

  /** Cuts every connection that there is; new ones are let through. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }

  /** Cuts every connection and lets none through until `lead`. */
  block(): void {
    this.#isClosed = true;
    this.cut();
  }

  /** Leads new connections to another port. */
  lead(target: number): void {
    this.#target = target;
    this.#isClosed = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #lead(caller: Socket): void {
    if (this.#isClosed) {
      caller.destroy();
      return;
    }
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [caller, server],
      [server, caller],
    ] as const) {
      this.#open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
