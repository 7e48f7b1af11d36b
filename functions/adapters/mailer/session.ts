import { connect as connectPlain } from "node:net";
import { Readable } from "node:stream";
import { connect as connectTls } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Handed } from "./mailer.ts";
import type { SmtpServer } from "./smtp-url.ts";

/** How long connecting, the greeting, and silence in between may take. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

export type Envelope = { from: string; to: string };
/** `stale`: the server had closed the line before it heard of this mail. */
export type Sent = { handed: Handed; stale: boolean };

/** One open line to a mail server, for one mail at a time. */
export type Session = {
  /** Mails that went through it. */
  sent: number;
  open: boolean;
  send(envelope: Envelope, message: Uint8Array): Promise<Sent>;
  close(): void;
};

/**
 * Connects, greets, turns the line into TLS and signs in. The socket is ours: the library would ask a
 * resolver of its own for the host, which knows no names of a private network.
 * @throws whatever is in the way; nothing was sent
 */
export async function openSession(server: SmtpServer): Promise<Session> {
  const line = new SMTPConnection({
    host: server.host,
    port: server.port,
    connection: await socketTo(server),
    secure: server.tls === "implicit",
    secured: server.tls === "implicit",
    requireTLS: server.tls === "starttls",
    ignoreTLS: server.tls === "none",
    greetingTimeout: CONNECT_MS,
    connectionTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  // Whoever waits hears of a broken line; one that breaks while nobody does is just closed.
  let broken: (error: unknown) => void = () => {};
  const session = sessionOf(line, (tell) => {
    broken = tell;
  });
  line.on("error", (error) => {
    session.open = false;
    broken(error);
  });
  line.on("end", () => {
    session.open = false;
    broken(new Error("closed"));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      broken = reject;
      line.connect((error) => (error ? reject(error) : resolve()));
    });
    if (server.user !== "")
      await new Promise<void>((resolve, reject) => {
        broken = reject;
        const credentials = { user: server.user, pass: server.pass };
        line.login({ credentials }, (error) => (error ? reject(error) : resolve()));
      });
  } catch (error) {
    line.close();
    throw error;
  }
  return session;
}

function sessionOf(
  line: SMTPConnection,
  listen: (tell: (error: unknown) => void) => void,
): Session {
  return {
    sent: 0,
    open: true,
    send(envelope, message) {
      // The library reads the message when the server has asked for it: from then on it may have it.
      let read = false;
      const stream = Readable.from(
        (function* () {
          read = true;
          yield message;
        })(),
      );
      return new Promise((resolve) => {
        const settle = (error: unknown) => {
          listen(() => {});
          this.sent++;
          const result = {
            handed: error ? outcomeOf(error, read) : ("accepted" as const),
            stale: isCut(error, read),
          };
          if (!error) return resolve(result);
          // After a refusal the line is cleared for the next mail; after a cut there is none.
          if (responseOf(error) === undefined) this.close();
          if (!this.open) return resolve(result);
          const cleared = (failure?: unknown) => {
            if (failure) this.close();
            resolve(result);
          };
          listen(cleared);
          line.reset(cleared);
        };
        listen(settle);
        line.send({ from: envelope.from, to: [envelope.to] }, stream, (error) => settle(error));
      });
    },
    close() {
      this.open = false;
      line.quit();
      line.close();
    },
  };
}

async function socketTo({ host, port, tls }: SmtpServer) {
  const socket =
    tls === "implicit"
      ? connectTls({ host, port, servername: host })
      : connectPlain({ host, port });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error("timeout"));
    }, CONNECT_MS);
    socket.once(tls === "implicit" ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
  return socket;
}

type SmtpError = { responseCode?: number; command?: string };
const responseOf = (error: unknown) => (error as SmtpError | null)?.responseCode;
const isCut = (error: unknown, read: boolean) =>
  Boolean(error) && !read && responseOf(error) === undefined;

/**
 * 4xx passes; 5xx of recipient or message is for good. A refused sender is the operator's to mend: it
 * would cost every mail. No answer after the message went out: nobody knows.
 */
function outcomeOf(error: unknown, read: boolean): Handed {
  const code = responseOf(error);
  if (code === undefined) return read ? "unknown" : "later";
  if (code < 500) return "later";
  return (error as SmtpError).command?.startsWith("MAIL FROM") ? "later" : "failed";
}
