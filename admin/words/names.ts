import type { Channel, Metric, Role } from "../../domain/wire/common.ts";
import type { ResponseState } from "../../domain/wire/responses.ts";
import type { Question } from "../../domain/wire/survey.ts";
import type { SurveySummary } from "../../domain/wire/surveys.ts";

export const METRICS: Record<Metric, string> = {
  nps: "NPS",
  csat: "CSAT",
  ces: "CES",
  none: "No metric",
};

/** What the number of a metric is, for a heading. */
export const MEASURES: Record<Metric, string> = {
  nps: "NPS",
  csat: "CSAT, share of satisfied",
  ces: "CES, share who found it easy",
  none: "Open feedback",
};

export const CHANNELS: Record<Channel, string> = {
  widget: "Popover",
  inline: "Inline",
  tab: "Feedback tab",
  link: "Link",
  email: "E-mail",
  api: "API",
  import: "Import",
};

export const STATES: Record<ResponseState, string> = {
  counted: "Counted",
  late: "Late, not counted",
  pending: "Pending",
  suspect: "Suspect, not counted",
  quarantined: "Quarantined",
  test: "Test",
  deleted: "Deleted",
};

/** What the list of responses can be narrowed to. */
export const STATE_FILTERS = { ...STATES, tray: "In the tray" };

/** What came when a survey had as many answers as it asked for. */
export const OVER_QUOTA = "Over quota";

export const SURVEY_STATES: Record<SurveySummary["state"], string> = {
  draft: "Draft",
  live: "Live",
  paused: "Paused",
  closed: "Closed",
};

export const ROLES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  analyst: "Analyst",
  viewer: "Viewer",
};

export const SENTIMENTS = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
} as const;

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });
const REGIONS = new Intl.DisplayNames("en", { type: "region" });

/** "de" as "German"; an unknown tag as it is. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A technical name as a label: "signup_month" as "Signup month". */
export function attributeName(name: string): string {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The value of a dimension as people call it. */
export function valueName(dimension: string, value: string): string {
  if (dimension === "channel") return CHANNELS[value as Channel] ?? value;
  if (dimension === "language") return languageName(value);
  if (/^(attr:)?country$/u.test(dimension) && /^[A-Z]{2}$/u.test(value))
    return REGIONS.of(value) ?? value;
  return value === "other" || dimension === "device" ? attributeName(value) : value;
}

/** A question's kind with its scale: "NPS, 0 to 10", "Long text". */
export function kindName(question: Question): string {
  switch (question.kind) {
    case "score": {
      const name = question.metric === "rating" ? "Rating" : METRICS[question.metric];
      return `${name}, ${question.min} to ${question.max}`;
    }
    case "single":
      return "Single choice";
    case "multiple":
      return "Multiple choice";
    case "text":
      return question.long ? "Long text" : "Short text";
    case "consent":
      return "Consent";
    case "email":
      return "E-mail address";
    case "message":
      return "Message";
  }
}
