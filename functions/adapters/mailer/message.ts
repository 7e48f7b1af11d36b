import MimeNode from "nodemailer/lib/mime-node";
import type { Mail } from "./mailer.ts";
import { type Mailbox, domainOf } from "./mailbox.ts";

/**
 * One mail as it goes over the wire: multipart/alternative, text first, each part in whichever of
 * quoted-printable and base64 is shorter. The library encodes, folds and keeps line ends out of
 * headers; what it may not fold (List-Unsubscribe) is checked here.
 */
export async function messageOf(mail: Mail, from: Mailbox): Promise<Uint8Array> {
  const root = new MimeNode("multipart/alternative");
  root.setHeader([
    { key: "From", value: { name: from.name, address: from.address } },
    { key: "To", value: { name: "", address: mail.to } },
    { key: "Subject", value: mail.subject },
    { key: "Date", value: new Date(mail.at) },
    { key: "Message-ID", value: `<${mail.id}@${domainOf(from.address)}>` },
    { key: "X-Verbatim-Id", value: mail.id },
    ...(mail.replyTo === undefined
      ? []
      : [{ key: "Reply-To", value: { name: "", address: mail.replyTo } }]),
    ...Object.entries(mail.headers ?? {}).map(([key, value]) => ({
      key,
      value: { prepared: true, foldLines: false, value: oneLine(value) },
    })),
  ]);
  root.createChild("text/plain; charset=utf-8").setContent(mail.text);
  root.createChild("text/html; charset=utf-8").setContent(mail.html);
  return new Promise((resolve, reject) => {
    root.build((error, message) => (error ? reject(error) : resolve(message)));
  });
}

/** @throws TypeError for a value that would end the header */
function oneLine(value: string): string {
  if (/[^\x20-\x7e]/u.test(value)) throw new TypeError("a header holds more than one plain line");
  return value;
}
