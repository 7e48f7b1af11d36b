import { checkDkim } from "../../../domain/deliverability/dkim.ts";
import { checkDmarc } from "../../../domain/deliverability/dmarc.ts";
import { checkSpf } from "../../../domain/deliverability/spf.ts";
import { type Finding, NOBODY_KNOWS } from "../../../domain/deliverability/tags.ts";
import type { Deliverability, DnsRecord } from "../../../domain/wire/mail.ts";
import type { Dns } from "../../adapters/dns/dns.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { TenantContext } from "../../context.ts";
import type { MailSettingsRepository } from "../../db/repositories/mail-settings.ts";
import { AppError, found } from "../../errors.ts";

type Deps = { mailSettings: MailSettingsRepository; dns: Dns; mailer: Mailer };

/** Names that one check may look up: a record can name others without end. */
const MOST_NAMES = 40;

/**
 * What receivers find of the sender's domain, asked now: SPF, the DKIM key of each selector, DMARC,
 * and where bounces go.
 * @throws AppError invalid when no sender is set
 */
export async function checkDeliverability(ctx: TenantContext, deps: Deps): Promise<Deliverability> {
  const { settings } = found(await deps.mailSettings.get(ctx.workspace));
  if (!settings)
    throw new AppError("invalid", { fields: { from: "set who mail comes from first" } });
  const domain = settings.from.slice(settings.from.lastIndexOf("@") + 1);
  const lookup = bounded(deps.dns);
  const [spf, dmarc, keys, mx] = await Promise.all([
    checkSpf(domain, settings.spf, lookup),
    checkDmarc(domain, lookup),
    Promise.all(
      (settings.selectors ?? []).map(async (selector) => ({
        name: `${selector}._domainkey.${domain}`,
        ...(await checkDkim(domain, selector, lookup)),
      })),
    ),
    deps.dns.records(domain, "MX"),
  ]);
  const records: DnsRecord[] = [
    { what: "spf", type: "TXT", name: domain, ...spf },
    ...(keys.length > 0
      ? keys.map((key) => ({ what: "dkim" as const, type: "TXT" as const, value: null, ...key }))
      : [noSelector(domain)]),
    { what: "dmarc", type: "TXT", ...dmarc },
    { what: "mx", type: "MX", name: domain, value: null, ...mxOf(mx) },
  ];
  return { domain, records, aligned: alignment(deps.mailer.kind, spf, keys), at: ctx.now };
}

function bounded(dns: Dns) {
  let left = MOST_NAMES;
  return async (name: string) => (left-- > 0 ? dns.records(name, "TXT") : undefined);
}

const noSelector = (domain: string): DnsRecord => ({
  what: "dkim",
  type: "TXT",
  name: `…._domainkey.${domain}`,
  value: null,
  found: [],
  state: "unknown",
  note: "Your relay signs with a key of its own and names its selector, such as s1. Write that here to check it.",
});

/** Bounces and replies go where the domain's mail goes. */
function mxOf(records: readonly string[] | undefined): Finding {
  if (!records) return NOBODY_KNOWS;
  const hosts = records.filter((record) => !/^\d+\s+\.?$/u.test(record.trim()));
  const all = [...records];
  if (hosts.length > 0) return { state: "ok", found: all, note: "Bounces and replies arrive." };
  return records.length > 0
    ? {
        state: "wrong",
        found: all,
        note: "The domain says that it takes no mail, so bounces and replies are lost and some receivers refuse it.",
      }
    : {
        state: "missing",
        found: all,
        note: "The domain takes no mail: bounces and replies are lost, and some receivers refuse it. Add the MX record of your mail service.",
      };
}

/**
 * Whether what is signed names the domain of From, as DMARC asks. A key at that very domain is
 * aligned, strict or not. By SPF it is where we hand over under that domain ourselves.
 */
function alignment(
  kind: Mailer["kind"],
  spf: Finding,
  keys: readonly Finding[],
): Deliverability["aligned"] {
  if (keys.some(({ state }) => state === "ok")) return "yes";
  if (kind === "smtp" && spf.state === "ok") return "yes";
  const all = [spf, ...keys];
  if (keys.length === 0 || all.some(({ state }) => state === "unknown")) return "unknown";
  return "no";
}
