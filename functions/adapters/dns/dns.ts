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

/** Strings of one TXT record joined to the one text that they are; some resolvers leave quotes out. */
function textOf(data: string): string {
  if (!data.startsWith('"')) return data;
  return [...data.matchAll(/"((?:[^"\\]|\\.)*)"/gsu)]
    .map(([, text = ""]) =>
      text.replace(/\\(?:(\d{3})|(.))/gsu, (_, code: string | undefined, char: string) =>
        code === undefined ? char : String.fromCharCode(Number(code)),
      ),
    )
    .join("");
}
