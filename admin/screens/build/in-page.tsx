import { Copy } from "../../components/copy.tsx";
import type { Heights } from "./scene.ts";

/** The line of HTML that marks where a survey stands in a page. */
export const placeOf = (survey: string): string => `<div data-verbatim="${survey}"></div>`;

/** CSS that keeps the room for a survey free, so that nothing moves when it comes. */
export function roomOf(survey: string, { narrow, wide }: Heights): string {
  const rule = (height: number) => `[data-verbatim="${survey}"] { min-height: ${height}px }`;
  if (narrow === wide) return rule(wide);
  return `${rule(narrow)}\n@media (width >= 600px) { ${rule(wide)} }`;
}

/** What to paste into a page that holds the survey, and into its style sheet. */
export function InPage({ survey, heights }: { survey: string; heights: Heights | undefined }) {
  return (
    <div class="form in-page">
      <p>Put this line where the survey should stand. The tag of the site fills it.</p>
      <Copy text={placeOf(survey)} label="the place" />
      {heights && (
        <>
          <p>
            Keep its room free in your style sheet, so that nothing moves when it comes. Measured on
            the first question, in the language that needs most.
          </p>
          <Copy text={roomOf(survey, heights)} label="the style" />
        </>
      )}
    </div>
  );
}
