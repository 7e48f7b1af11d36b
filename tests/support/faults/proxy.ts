import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/**
 * What the line between two ends does.
 * - `pass` carries everything; `delay` carries a request `ms` late
 * - `refuse` takes no connection; `reset` breaks one as soon as it says something
 * - `blackhole` takes everything and says nothing
 * - `half-close` carries the request, then ends the reply's direction without a byte
 * - `drop-reply` carries the request and swallows the reply: whoever asked waits for ever
 * - `cut-replies` lets `after` replies pass, breaks the connection in place of the next `count`, and
 *   passes again: by then the other end has done what it was asked to
 */
export type LineMode =
  | { kind: "pass" | "refuse" | "reset" | "blackhole" | "half-close" | "drop-reply" }
  | { kind: "delay"; ms: number }
  | { kind: "cut-replies"; after: number; count: number };

/** A TCP line with faults, on a loopback port of its own. Connections that it broke stay broken. */
export class FaultProxy {
  readonly #server: Server;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #mode: LineMode = { kind: "pass" };
  port = 0;
  /** Replies that were swallowed or cut so far. */
  lostReplies = 0;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#join(client));
  }

  /** @param target loopback port of the far end */
  static async open(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.#listen();
    return proxy;
  }

  /** Changes what the line does, for open connections too. */
  async set(mode: LineMode): Promise<void> {
    const refused = this.#mode.kind === "refuse";
    this.#mode = { ...mode };
    if (mode.kind === "refuse" && !refused) {
      const closed = once(this.#server, "close");
      this.#server.close();
      this.#drop();
      await closed;
    }
    if (mode.kind !== "refuse" && refused) await this.#listen();
  }

  async close(): Promise<void> {
    await this.set({ kind: "refuse" });
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
    this.port = (this.#server.address() as AddressInfo).port;
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  #join(client: Socket): void {
    const far = connect({ port: this.#target, host: "127.0.0.1", allowHalfOpen: true });
    const broken = () => {
      client.resetAndDestroy();
      far.destroy();
    };
    for (const socket of [client, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", broken);
      socket.on("close", () => this.#sockets.delete(socket));
    }
    client.on("data", (bytes: Buffer) => this.#request(bytes, far, broken));
    client.on("end", () => far.end());
    far.on("data", (bytes: Buffer) => this.#reply(bytes, client, broken));
    far.on("end", () => client.end());
  }

  #request(bytes: Buffer, far: Socket, broken: () => void): void {
    const mode = this.#mode;
    if (mode.kind === "reset") broken();
    else if (mode.kind === "delay") setTimeout(() => far.writable && far.write(bytes), mode.ms);
    else if (mode.kind !== "blackhole") far.write(bytes);
  }

  #reply(bytes: Buffer, client: Socket, broken: () => void): void {
    const mode = this.#mode;
    if (mode.kind === "half-close") client.end();
    else if (mode.kind === "cut-replies" && mode.after-- <= 0 && mode.count > 0) {
      mode.count--;
      this.lostReplies++;
      broken();
    } else if (mode.kind === "drop-reply") this.lostReplies++;
    else if (mode.kind !== "blackhole" && client.writable) client.write(bytes);
  }
}
