import { DAY_MS, dayText } from "../../domain/time/days.ts";
import { COMMON, NOW, RARE, SURVEYS, themeId } from "./shape.ts";

const today = Math.floor(NOW / DAY_MS);
/** A quarter whose ends are no borders of weeks or months. */
const quarter = `from=${dayText(today - 91)}&to=${dayText(today)}`;
const survey = `/api/v1/surveys/${SURVEYS[0].id}`;

/** What the console's screens ask for, by name. All time unless it says otherwise. */
export const VIEWS = {
  overview: "/api/v1/overview",
  score: `${survey}/scores`,
  "trend by day": `${survey}/scores?by=day`,
  "trend by week": `${survey}/scores?by=week`,
  "trend by month": `${survey}/scores?by=month`,
  "breakdown by channel": `${survey}/scores?by=channel`,
  "breakdown by language": `${survey}/scores?by=language`,
  "breakdown by attribute": `${survey}/scores?by=attr:country`,
  distribution: `${survey}/scores?question=q3&${quarter}`,
  funnel: `${survey}/scores?${quarter}`,
  "response rate": `${survey}/scores?channel=widget&${quarter}`,
  "verbatim page": `${survey}/responses?text=1`,
  "search, rare word": `${survey}/responses?q=${RARE.word}`,
  "search, common word": `${survey}/responses?q=${COMMON}`,
  "two-attribute filter": `${survey}/scores?attr=plan:pro&attr=country:us`,
  "theme list": `${survey}/themes`,
  "theme page": `/api/v1/themes/${themeId(0)}?survey=${SURVEYS[0].id}`,
} as const;

export type View = keyof typeof VIEWS;
export const views = Object.keys(VIEWS) as View[];

/** Rows that a view may read at any number of responses, and a page of verbatims. */
export const budgetOf = (view: View) => (view === "verbatim page" ? 200 : 5000);

/** CPU at the largest over the smallest size, at most. */
export const GROWTH = 1.5;
