import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import { api } from "../../../api/client.ts";
import { useHref } from "../../../state/location.ts";
import { useResource } from "../../../state/resource.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { unthemedWords } from "./words.ts";

/** The texts without a theme, with why; silent where there are none. */
export function useUnthemed(survey: SurveySummary) {
  const { from, to } = usePeriod();
  return useResource(`unthemed ${survey.id}`, `${from} ${to}`, () =>
    api.unthemed(survey.id, { from, to }),
  );
}

/** One line under the list: how many texts have no theme, and why. */
export function UnthemedStrip({ survey }: { survey: SurveySummary }) {
  const href = useHref();
  const { data } = useUnthemed(survey);
  if (!data || data.total === 0) return null;
  const [head, rest] = unthemedWords(data);
  return (
    <p class="unthemed-strip">
      <a href={href("/app/themes", { survey: survey.id, view: "unthemed" })}>{head}</a>
      {rest}
    </p>
  );
}
