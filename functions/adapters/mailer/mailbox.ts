export type Mailbox = { name: string; address: string };

/** `Name <address>`, `"Name" <address>` or a bare address, as a setting holds it. */
export function readMailbox(text: string): Mailbox {
  const bare = text.trim();
  const open = bare.lastIndexOf("<");
  if (open < 0 || !bare.endsWith(">")) return { name: "", address: bare };
  const name = bare.slice(0, open).trim();
  const quoted = name.length > 1 && name.startsWith('"') && name.endsWith('"');
  return {
    name: quoted ? name.slice(1, -1).replace(/\\(["\\])/gu, "$1") : name,
    address: bare.slice(open + 1, -1).trim(),
  };
}

/** `"Name" <address>` with the name quoted (RFC 5322, 3.2.4). */
export function writeMailbox({ name, address }: Mailbox): string {
  return name === "" ? address : `"${name.replace(/["\\]/gu, "\\$&")}" <${address}>`;
}

/** What stands after the @, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
