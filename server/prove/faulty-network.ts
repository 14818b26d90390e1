/**
 * The network between devices and the office's process: an address that stays while processes come and go behind it,
 * and that can stop carrying bytes in one direction. What is held is delivered when it heals, as TCP sends again, or
 * lost with its connection, as when a router forgot it.
 */
import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

export type Direction = 'toServer' | 'toDevice';

export class FaultyNetwork {
  /** Where the office listens now; null: nowhere. */
  port: number | null = null;
  readonly #pairs = new Set<Readonly<Record<Direction, Socket>>>();
  readonly #held = new Set<Direction>();

  private constructor(private readonly server: Server) {
    server.on('connection', (device: Socket) => this.#carry(device));
  }

  static async open(): Promise<FaultyNetwork> {
    const server = createServer({ pauseOnConnect: true });
    const network = new FaultyNetwork(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return network;
  }

  get origin(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Nothing passes in this direction any more. */
  hold(direction: Direction): void {
    this.#held.add(direction);
    for (const pair of this.#pairs) pair[direction].pause();
  }

  heal(forgetConnections: boolean): void {
    this.#held.clear();
    for (const { toServer, toDevice } of this.#pairs) {
      if (forgetConnections) toServer.destroy();
      else for (const socket of [toServer, toDevice]) socket.resume();
    }
  }

  async close(): Promise<void> {
    this.server.close();
    for (const { toServer } of this.#pairs) toServer.destroy();
  }

  /** `toServer` is read from the device and `toDevice` from the server. */
  #carry(device: Socket): void {
    if (this.port === null) {
      device.destroy();
      return;
    }
    const office = connect(this.port, '127.0.0.1');
    const pair = { toServer: device, toDevice: office };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      device.destroy();
      office.destroy();
    };
    for (const socket of [device, office]) socket.on('error', end).on('close', end);
    device.on('data', (chunk) => office.write(chunk));
    office.on('data', (chunk) => device.write(chunk));
    for (const direction of ['toServer', 'toDevice'] as const) {
      if (this.#held.has(direction)) pair[direction].pause();
      else pair[direction].resume();
    }
  }
}
