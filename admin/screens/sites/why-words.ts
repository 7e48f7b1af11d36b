import { isMeant } from "../../../domain/targeting/address.ts";
import { FOR_EVER } from "../../../domain/targeting/rests.ts";
import type { Why, WhyCheck } from "../../../domain/wire/why.ts";
import { dateOf, moment } from "../../words/dates.ts";
import { count, percent, plural } from "../../words/format.ts";
import type { Headline } from "../../words/headlines.ts";
import { METRICS, languageName } from "../../words/names.ts";
import { DEVICES, attributeWords, either } from "../build/rule-words.ts";

export type WhySurvey = Why["surveys"][number];
type Rule<R extends WhyCheck["rule"]> = Extract<WhyCheck, { rule: R }>;

/** What sentences need to know beside the rule itself. */
export type Telling = { at: number; zone: string; names: Readonly<Record<string, string>> };

/** What a rule is about, as a label before its sentence. */
export function ruleName(check: WhyCheck): string {
  switch (check.rule) {
    case "state":
      return "State";
    case "schedule":
      return "Schedule";
    case "address":
      return "Page";
    case "device":
      return "Device";
    case "language":
      return "Language";
    case "attribute":
      return "Attribute";
    case "sample":
      return "Sample";
    case "rest":
      return { any: "Rest from all", metric: "Rest by metric", survey: "Own rest" }[check.of];
    case "event":
      return "Event";
    case "delay":
      return "Delay";
    case "scroll":
      return "Scroll";
    case "exit":
      return "Exit";
  }
}

/** One rule in a plain sentence, with what was compared. */
export function ruleWords(survey: WhySurvey, check: WhyCheck, telling: Telling): string {
  switch (check.rule) {
    case "state":
      return stateWords(check);
    case "schedule":
      return scheduleWords(check, telling);
    case "address":
      return addressWords(check);
    case "device":
      return check.result === "pass"
        ? `${DEVICES[check.device]} is among those asked`
        : `${DEVICES[check.device]} is not asked, only ${either(check.devices.map(deviceWord))}`;
    case "language": {
      const spoken = languageName(check.language);
      return check.result === "pass"
        ? `${spoken} is among those asked`
        : `${spoken} is not asked, only ${either(check.languages.map(languageName))}`;
    }
    case "attribute":
      return valueWords(check);
    case "sample":
      return sampleWords(check);
    case "rest":
      return restWords(survey, check, telling);
    case "event":
      return check.result === "pass"
        ? `“${check.event}” was tracked`
        : `Waits until the page tracks “${check.event}”`;
    case "delay":
      return `Waits until the visitor has stayed ${plural(check.delay / 1000, "second")}`;
    case "scroll":
      return `Waits until ${check.scroll} % of the page was scrolled through`;
    case "exit":
      return "Waits until the pointer leaves the window at its top, which needs a mouse";
  }
}

const deviceWord = (device: keyof typeof DEVICES) => DEVICES[device].toLowerCase();

function stateWords({ state, full }: Rule<"state">): string {
  switch (state) {
    case "live":
      return full ? "Live, but it has all the answers it asked for" : "Live";
    case "paused":
      return "Paused, so no page shows it";
    case "draft":
      return "A draft: it asks once it is published";
    case "closed":
      return "Closed, so no page shows it";
  }
}

function scheduleWords({ from, until, result }: Rule<"schedule">, { at, zone }: Telling): string {
  if (from !== null && at < from) return `Asks from ${moment(from, zone)} on`;
  if (until !== null && at > until) return `Stopped asking at ${moment(until, zone)}`;
  const ends = until === null ? "" : ` until ${moment(until, zone)}`;
  const starts = from === null ? "" : ` since ${moment(from, zone)}`;
  return result === "pass" ? `Asks${starts}${ends}` : "Not at this time";
}

function addressWords({ urls, except, address }: Rule<"address">): string {
  const page = pageName(address);
  const left = except.find((pattern) => isMeant(address, { urls: [pattern] }));
  if (left !== undefined) return `${page} matches ${left}, which is left out`;
  if (urls.length === 0) return `${page} is not left out by ${either(except)}`;
  const fits = urls.find((pattern) => isMeant(address, { urls: [pattern] }));
  if (fits !== undefined) return `${page} matches ${fits}`;
  return urls.length === 1
    ? `${page} does not match ${urls[0]}`
    : `${page} matches none of ${either(urls)}`;
}

/** An address without its host, as patterns mostly speak of it. */
function pageName(address: string): string {
  const { pathname, search, hash } = new URL(address);
  return pathname + search + hash;
}

function valueWords({ attribute, value, result }: Rule<"attribute">): string {
  const { name } = attribute;
  const missing = attribute.signed ? `${name} is not signed` : `${name} is not set`;
  const is = value === null ? missing : `${name} is “${value}”`;
  const signed = attribute.signed && value !== null ? ", signed" : "";
  const wanted = attributeWords(attribute);
  return result === "pass"
    ? `${is}${signed}, as asked: ${wanted}`
    : `${is}${signed}; asked for: ${wanted}`;
}

function sampleWords({ sample, standing, result }: Rule<"sample">): string {
  if (result === "pass") return `Among the ${percent(sample)} that are asked, on every device`;
  if (sample === 0) return "0 % of visitors are asked";
  return standing === null
    ? `${percent(sample)} of visitors are asked; the visitor's device draws, once and for good`
    : `Not among the ${percent(sample)} that are asked, on any device`;
}

function restWords(
  survey: WhySurvey,
  { of, rest, result }: Rule<"rest">,
  telling: Telling,
): string {
  const metric = METRICS[survey.metric];
  if (rest === null) {
    return {
      any: "No survey was shown to this person",
      metric: `This person has not answered by ${metric}`,
      survey: "This person has neither answered nor dismissed it",
    }[of];
  }
  const { at, zone } = telling;
  const because = causeWords(rest.because, telling);
  if (result === "pass") return `Rested until ${dateOf(rest.until, zone, at)}: ${because}`;
  if (rest.until >= FOR_EVER) return `Not again: ${because}, and it asks until answered`;
  return `Rests until ${moment(rest.until, zone)}: ${because}`;
}

/** "answered “Store NPS” on 14 Sep". @param dated false leaves the day out */
export function causeWords(
  { survey, what, at: then }: NonNullable<Why["history"]>[number],
  { at, zone, names }: Telling,
  dated = true,
): string {
  const name = names[survey];
  const called = name === undefined ? "a survey that is gone" : `“${name}”`;
  const day = dated ? ` on ${dateOf(then, zone, at)}` : "";
  return `${CAUSES[what]} ${called}${day}`;
}

const CAUSES = {
  shown: "was shown",
  sent: "was sent",
  answered: "answered",
  dismissed: "dismissed",
} as const;

/** What becomes of a survey, as short as a list holds it. */
export function verdictWords(survey: WhySurvey): string {
  switch (survey.verdict) {
    case "asks":
      return { popover: "Asks", modal: "Asks", inline: "Shows", tab: "Shows" }[survey.mode];
    case "behind":
      return "Goes second";
    case "waits":
      return "Waits";
    case "chance":
      return "By chance";
    case "no":
      return isResting(survey) ? "Rests" : "Does not ask";
  }
}

const isResting = ({ checks }: WhySurvey) =>
  checks.find(({ result }) => result === "fail")?.rule === "rest";

/** The reason that decided, in a sentence. */
export function reasonWords(survey: WhySurvey, telling: Telling): string {
  const decided = (result: WhyCheck["result"]) =>
    survey.checks
      .filter((check) => check.result === result)
      .map((check) => ruleWords(survey, check, telling));
  switch (survey.verdict) {
    case "asks":
      return {
        popover: "Every rule holds",
        modal: "Every rule holds",
        inline: "Every rule holds: it stands in its place, if the page has one",
        tab: "Every rule holds: its tab stands at the edge",
      }[survey.mode];
    case "behind":
      return `“${telling.names[survey.behind ?? ""]}” goes first, and one survey at a time is over a page`;
    case "waits":
      return decided("waits").join(". ");
    case "chance":
      return decided("chance").join(". ");
    case "no":
      return decided("fail")[0] ?? "";
  }
}

/** The answer of the screen: who asks, in a sentence. */
export function whyHeadline(why: Why, telling: Telling): Headline {
  const { surveys } = why;
  if (surveys.length === 0)
    return { title: "This site has no survey", lede: "Make one and publish it for this site." };
  const whom = why.history === null ? "this visitor" : "this person";
  const asking = surveys.filter(({ verdict }) => verdict === "asks");
  const asks = asking.find(isOver);
  const maybe = surveys.filter(({ verdict }) => verdict === "waits" || verdict === "chance");
  const places = asking.filter((survey) => survey !== asks).map(placeWords);
  const others = maybe.map(
    (one) => `“${one.name}” may ask too: ${lower(reasonWords(one, telling))}.`,
  );
  const [place, ...more] = places;
  if (asks) {
    const lede = ["All its rules hold.", ...places.map((words) => `${words}.`), ...others];
    return { title: `“${asks.name}” would ask ${whom}`, lede: lede.join(" ") };
  }
  if (place !== undefined) {
    const lede = [...more.map((words) => `${words}.`), "No survey would stand over the page now."];
    return { title: place, lede: [...lede, ...others].join(" ") };
  }
  const [first] = maybe;
  if (first) {
    const lede = [`${reasonWords(first, telling)}.`, ...others.slice(1)];
    return { title: `“${first.name}” may ask ${whom}`, lede: lede.join(" ") };
  }
  return {
    title: `No survey would ask ${whom} here`,
    lede: `${surveys.length === 1 ? "The one survey of this site has" : `Each of the ${count(surveys.length)} surveys of this site has`} a rule that does not hold.`,
  };
}

/** Whether it stands over the page, one at a time. */
const isOver = ({ mode }: WhySurvey) => mode === "popover" || mode === "modal";

const placeWords = ({ name, mode }: WhySurvey) =>
  mode === "tab" ? `“${name}” would offer its tab` : `“${name}” would show in its place`;

/** A sentence as the second half of another; names in quotes stay. */
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
