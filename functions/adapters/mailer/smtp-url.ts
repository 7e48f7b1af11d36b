export type SmtpServer = {
  host: string;
  port: number;
  /** starttls: the plain connection must turn into TLS, or nothing is said. none: loopback alone. */
  tls: "implicit" | "starttls" | "none";
  user: string;
  pass: string;
};

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|localhost)$/u;

/**
 * `smtps://user:password@host:465` (TLS from the first byte) or `smtp://user:password@host:587`
 * (STARTTLS, without which nothing is sent). `smtp://` without TLS needs `?tls=none`, a host of this
 * machine, and LOCAL. @throws Error that names what is wrong and never the address
 */
export function readSmtpUrl(text: string, local: boolean): SmtpServer {
  const url = new URL(text);
  const { hostname: host, protocol, searchParams } = url;
  if (protocol !== "smtp:" && protocol !== "smtps:")
    throw new Error("MAIL_SMTP_URL must begin with smtp:// or smtps://");
  if (host === "") throw new Error("MAIL_SMTP_URL names no host");
  const bare = searchParams.get("tls") === "none";
  if (bare && !(local && protocol === "smtp:" && LOOPBACK.test(host)))
    throw new Error("MAIL_SMTP_URL: tls=none is for smtp:// on this machine with LOCAL=1");
  const tls = protocol === "smtps:" ? "implicit" : bare ? "none" : "starttls";
  return {
    host: host.replace(/^\[|\]$/gu, ""),
    port: url.port ? Number(url.port) : tls === "implicit" ? 465 : 587,
    tls,
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
  };
}
