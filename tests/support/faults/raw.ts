import { connect, type Socket } from "node:net";

/** What came back over a socket before it closed or the reply was whole. */
export interface RawReply {
  /** 0 when the connection ended without a reply. */
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A connection that a test drives byte by byte. */
export class RawClient {
  readonly socket: Socket;
  #text = "";
  #done = false;
  #woken: (() => void)[] = [];
  readonly #closed: Promise<boolean>;

  constructor(url: string) {
    const { port, hostname } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on("data", (bytes: Buffer) => {
      this.#text += bytes.toString("latin1");
      this.#wake();
    });
    this.#closed = new Promise((resolve) => this.socket.once("close", () => resolve(false)));
    for (const end of ["end", "close", "error"] as const) {
      this.socket.on(end, () => {
        this.#done = true;
        this.#wake();
      });
    }
  }

  /** Writes and waits until the kernel has taken it. @returns false when the other end has closed */
  send(bytes: string | Buffer): Promise<boolean> {
    const sent = new Promise<boolean>((resolve) => {
      this.socket.write(bytes, (error) => resolve(!error));
    });
    return Promise.race([sent, this.#closed]);
  }

  /** The next reply. Settles when it is whole or the connection has closed. */
  async reply(): Promise<RawReply> {
    for (;;) {
      const reply = this.#parsed();
      if (reply) return reply;
      if (this.#done) return { status: 0, headers: {}, body: "" };
      await new Promise<void>((resolve) => this.#woken.push(resolve));
    }
  }

  /** Ends at once with a reset. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  #wake(): void {
    for (const wake of this.#woken.splice(0)) wake();
  }

  #parsed(): RawReply | undefined {
    const end = this.#text.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const [line = "", ...rest] = this.#text.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(
      rest.map((header) => {
        const colon = header.indexOf(":");
        return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
      }),
    );
    const body = this.#text.slice(end + 4);
    const whole =
      headers["content-length"] === undefined
        ? body.includes("0\r\n\r\n") || this.#done
        : body.length >= Number(headers["content-length"]);
    return whole ? { status: Number(line.split(" ")[1]), headers, body } : undefined;
  }
}

/** The head of a POST of JSON, with further header lines. */
export const postHead = (path: string, ...lines: string[]): string =>
  [`POST ${path} HTTP/1.1`, "host: x", "content-type: text/plain", ...lines, "", ""].join("\r\n");
