const DEADLINE_MS = 4000;
/** Numbers of record types and answers (RFC 1035). */
const TYPES = { TXT: 16, MX: 15 } as const;
const [NO_ERROR, NO_SUCH_NAME] = [0, 3];

export type Dns = {
  /** Data of all records of a name; undefined: nobody could say. Never throws. */
  records(name: string, type: keyof typeof TYPES): Promise<string[] | undefined>;
};

/**
 * Names, asked of a resolver over HTTPS (the JSON form that public resolvers speak): a Worker has no
 * other way. @param resolver absent: every question goes unanswered
 */
export function dns(resolver: string | undefined): Dns {
  return {
    async records(name, type) {
      if (!resolver) return undefined;
      const url = new URL(resolver);
      url.searchParams.set("name", name);
      url.searchParams.set("type", type);
      try {
        const reply = await fetch(url, {
          headers: { accept: "application/dns-json" },
          redirect: "error",
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        if (!reply.ok) return undefined;
        const { Status, Answer = [] } = await reply.json<{
          Status?: number;
          Answer?: { type?: unknown; data?: unknown }[];
        }>();
        if (Status === NO_SUCH_NAME) return [];
        if (Status !== NO_ERROR) return undefined;
        // Aliases on the way stand among the answers.
        const found = Answer.filter((one) => Number(one.type) === TYPES[type]);
        return found.map(({ data }) => (type === "TXT" ? textOf(String(data)) : String(data)));
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Strings of one TXT record joined to the one text that they are; some resolvers leave quotes out.
 * Read by hand: a regular expression for it can be made slow by whoever owns the name.
 */
function textOf(data: string): string {
  if (!data.startsWith('"')) return data;
  let text = "";
  let within = false;
  for (let i = 0; i < data.length; i++) {
    const char = data.charAt(i);
    if (char === '"') within = !within;
    else if (within && char === "\\") {
      const code = data.slice(i + 1, i + 4);
      const byte = /^\d{3}$/u.test(code);
      text += byte ? String.fromCharCode(Number(code)) : data.charAt(i + 1);
      i += byte ? 3 : 1;
    } else if (within) text += char;
  }
  return text;
}
