export type Mailbox = { name: string; address: string };

/** `Name <address>`, `"Name" <address>` or a bare address, as a setting holds it. */
export function readMailbox(text: string): Mailbox {
  const parts = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/u.exec(text);
  return parts
    ? { name: parts[1] ?? "", address: (parts[2] ?? "").trim() }
    : { name: "", address: text.trim() };
}

/** `"Name" <address>` with the name quoted (RFC 5322, 3.2.4). */
export function writeMailbox({ name, address }: Mailbox): string {
  return name === "" ? address : `"${name.replace(/["\\]/gu, "\\$&")}" <${address}>`;
}

/** What stands after the @, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
