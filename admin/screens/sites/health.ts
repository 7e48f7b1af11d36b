import type { SiteHealth } from "../../../domain/wire/site-health.ts";
import type { Site } from "../../../domain/wire/workspace.ts";
import { ago, when } from "../../words/dates.ts";
import { plural, spelled } from "../../words/format.ts";
import type { Headline } from "../../words/headlines.ts";

/** How one thing about a site stands: its mark, the fact, what it means and what to do. */
export type Check = {
  name: string;
  /** good: nothing to do. none: nothing is known yet. bad: needs a look. */
  state: "good" | "none" | "bad";
  fact: string;
  means: string;
  remedy?: string;
  /** Something to paste where the remedy says so. */
  paste?: string;
};

/** Without a page for so long the tag may be gone: quiet sites have visitors within it. */
const GONE_MS = 7 * 86_400_000;
/** How long pages may go on with what they were told: 15 s at the edge and 60 s in the browser. */
export const TOLD_WITHIN_S = 75;

/** Whether any page loads the tag. @param now ms UTC */
export function tagCheck(site: Site, zone: string, now: number): Check {
  const { seenAt, seenPage } = site;
  if (seenAt === null) {
    return {
      name: "Tag",
      state: "none",
      fact: "Never seen",
      means: "No page has loaded the tag yet.",
      remedy: "Paste it, publish the page and open it once. This line changes by itself.",
    };
  }
  const seen = `Seen ${ago(seenAt, zone, now)}${seenPage === null ? "" : ` on ${seenPage}`}`;
  return now - seenAt < GONE_MS
    ? { name: "Tag", state: "good", fact: seen, means: "Pages load it, so surveys can show." }
    : {
        name: "Tag",
        state: "bad",
        fact: seen,
        means: "No page has loaded the tag for a week: nobody came, or it was taken off.",
        remedy: "Open a page that should carry it. If this line stays, paste the tag again.",
      };
}

/** What pages reported of their requests to us. @param origin ours, as policies name it */
export function requestChecks(site: Site, origin: string): Check[] {
  const { blocked, failed, lost } = site;
  return [
    blocked === 0
      ? {
          name: "Blocked by pages",
          state: "good",
          fact: "None",
          means: "No page's content security policy stopped a request of ours.",
        }
      : {
          name: "Blocked by pages",
          state: "bad",
          fact: plural(blocked, "request"),
          means:
            "A page's content security policy stops the survey or its answers. Answers wait on the device until a page lets them out.",
          remedy: "Add to the policy of those pages:",
          paste: `script-src ${origin}; connect-src ${origin}`,
        },
    {
      name: "Failed tries to send",
      state: failed === 0 ? "good" : "none",
      fact: failed === 0 ? "None" : plural(failed, "try", "tries"),
      means:
        failed === 0
          ? "Every answer and count arrived at the first try."
          : "A device was offline or the server busy. Each was tried again with the same id, so nothing counts twice.",
      ...(failed > 0 && {
        remedy: "A few are normal on phones. If it grows by the hour, look at Operations.",
      }),
    },
    lost === 0
      ? {
          name: "Given up by devices",
          state: "good",
          fact: "None",
          means: "No answer waited on a device for longer than 30 days.",
        }
      : {
          name: "Given up by devices",
          state: "bad",
          fact: plural(lost, "answer"),
          means: "They could not be sent for 30 days, so the devices dropped them.",
          remedy:
            blocked > 0
              ? "Mend what blocks requests, above, before more are."
              : "Look for pages that are offline for long or behind a filter.",
        },
  ];
}

/** What pages are told, and since when. */
export function configurationCheck(
  { changed, now }: Pick<SiteHealth, "changed" | "now">,
  zone: string,
): Check {
  if (changed === null) {
    return {
      name: "Configuration",
      state: "none",
      fact: "No survey has been live yet",
      means: "The tag has nothing to show.",
      remedy: "Publish a survey for this site.",
    };
  }
  const what = {
    published: "was published",
    live: "went live",
    paused: "was paused",
    closed: "was closed",
  }[changed.what];
  return {
    name: "Configuration",
    state: "good",
    fact: `Changed ${ago(changed.at, zone, now)}: “${changed.survey.name}” ${what}`,
    means:
      now - changed.at < TOLD_WITHIN_S * 1000
        ? `Pages hear of it within ${TOLD_WITHIN_S} seconds.`
        : "Every page that loads now has it.",
  };
}

/** Everything about a site that can be well or not, in the order in which one would look. */
export function checksOf(health: SiteHealth, zone: string, origin: string): Check[] {
  const { site, now } = health;
  return [
    tagCheck(site, zone, now),
    configurationCheck(health, zone),
    ...requestChecks(site, origin),
  ];
}

/** The answer of the page: whether the site is well. */
export function siteHeadline(checks: readonly Check[]): Headline {
  const [tag] = checks;
  const bad = checks.filter(({ state }) => state === "bad");
  if (tag?.state === "none")
    return { title: "The tag has not been seen yet", lede: tag.remedy ?? "" };
  if (bad.length > 0) {
    const n = bad.length;
    return {
      title: `${spelled(n)} ${n === 1 ? "thing needs" : "things need"} a look`,
      lede: bad.map(({ name, fact }) => `${name}: ${fact}.`).join(" "),
    };
  }
  return {
    title: "All is well",
    lede: "Pages load the tag, nothing is blocked, and no answer was given up.",
  };
}

/** One line for a list of sites. */
export function siteStatus(
  site: Site,
  zone: string,
  now: number,
): { state: Check["state"]; words: string } {
  const tag = tagCheck(site, zone, now);
  if (tag.state !== "good") return { state: tag.state, words: tag.fact };
  const bad = requestChecks(site, "").filter(({ state }) => state === "bad");
  return bad.length === 0
    ? { state: "good", words: tag.fact }
    : {
        state: "bad",
        words: bad.map(({ name, fact }) => `${name}: ${fact}`).join(". "),
      };
}

/** What a survey's state means for pages that are open now. */
export function stateWords(
  { state, since }: SiteHealth["surveys"][number],
  zone: string,
  now: number,
): string {
  switch (state) {
    case "live":
      return `Asks since ${when(since, zone, now)}`;
    case "paused":
      return `Since ${when(since, zone, now)}. Gone from open pages within a minute of that`;
    case "closed":
      return `Since ${when(since, zone, now)}. Late answers are kept for 7 days`;
    case "draft":
      return "Not published yet";
  }
}
