import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail that arrived: who handed it over, how, and what it says. */
export type Arrived = {
  from: string;
  to: string[];
  secure: boolean;
  user: string | undefined;
  raw: string;
  mail: Email;
};

type SinkOptions = {
  /** How it speaks TLS; without it, not at all. */
  tls?: "implicit" | "starttls";
  key?: string;
  cert?: string;
  /** Asks for this name and password. */
  user?: { name: string; pass: string };
  /** Refuses a recipient with this answer. */
  refuse?: (to: string) => { code: number; text: string } | undefined;
  refuseSender?: { code: number; text: string };
  /** Takes the whole message and cuts the line instead of answering. */
  cut?: (to: string) => boolean;
};

/** A real SMTP server on loopback that keeps what it is given. */
export async function startSink(options: SinkOptions = {}) {
  const arrived: Arrived[] = [];
  const sockets = new Map<string, { destroy(): void }>();
  let connections = 0;
  const answer = (refused: { code: number; text: string }) =>
    Object.assign(new Error(refused.text), { responseCode: refused.code });
  const server = new SMTPServer({
    secure: options.tls === "implicit",
    ...(options.key && { key: options.key, cert: options.cert }),
    disabledCommands: [
      ...(options.tls === "starttls" ? [] : ["STARTTLS" as const]),
      ...(options.user ? [] : ["AUTH" as const]),
    ],
    authOptional: !options.user,
    allowInsecureAuth: false,
    disableReverseLookup: true,
    logger: false,
    onConnect(_, done) {
      connections++;
      done();
    },
    onAuth({ username, password }, _, done) {
      const known = options.user;
      if (username === known?.name && password === known?.pass) done(null, { user: username });
      else done(answer({ code: 535, text: "wrong password" }));
    },
    onMailFrom(_, _session, done) {
      done(options.refuseSender && answer(options.refuseSender));
    },
    onRcptTo({ address }, _, done) {
      const refused = options.refuse?.(address);
      done(refused && answer(refused));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const from = session.envelope.mailFrom;
        const keep = async () => {
          arrived.push({
            from: from ? from.address : "",
            to,
            secure: session.secure,
            user: session.user,
            raw: raw.toString("utf8"),
            mail: await PostalMime.parse(raw),
          });
          if (options.cut?.(to[0] ?? "")) for (const one of sockets.values()) one.destroy();
          else done(null, "kept");
        };
        void keep();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  let count = 0;
  server.server.on("connection", (socket: { destroy(): void }) => {
    sockets.set(String(count++), socket);
  });
  return {
    port,
    arrived,
    get connections() {
      return connections;
    },
    /** Cuts every open line. */
    cutAll: () => {
      for (const one of sockets.values()) one.destroy();
      sockets.clear();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
export type Sink = Awaited<ReturnType<typeof startSink>>;

/** A certificate for 127.0.0.1 and localhost, signed by itself. */
export async function testCertificate(): Promise<{ key: string; cert: string; file: string }> {
  const folder = new URL("../fixtures/mail/", import.meta.url);
  const [key, cert] = await Promise.all([
    readFile(new URL("key.pem", folder), "utf8"),
    readFile(new URL("cert.pem", folder), "utf8"),
  ]);
  return { key, cert, file: new URL("cert.pem", folder).pathname };
}
